import type { Direction } from '../latent/direction.js';
import type { World } from '../models/world.js';

/** Directions that were learnt in a session, by world and parameter. */
export class LearnedDirections {
  readonly #byWorld = new Map<string, Map<string, Direction>>();

  names(): ReadonlyMap<string, readonly string[]> {
    return new Map([...this.#byWorld].map(([world, directions]) => [world, [...directions.keys()]]));
  }

  /** Takes a direction learnt in the world that is opened by this name. */
  teacher(world: string): (direction: Direction) => void {
    return (direction) => {
      const directions = this.#byWorld.get(world) ?? new Map<string, Direction>();
      this.#byWorld.set(world, directions.set(direction.parameter, direction));
    };
  }

  forget(parameter: string): void {
    for (const directions of this.#byWorld.values()) directions.delete(parameter);
  }

  /** Remembers what has been learnt; the function that it returns forgets what came after. */
  checkpoint(): () => void {
    const before = [...this.#byWorld].map(([world, directions]) => [world, new Map(directions)] as const);
    return () => {
      this.#byWorld.clear();
      before.forEach(([world, directions]) => this.#byWorld.set(world, directions));
    };
  }

  /** The world with what has been learnt in it: a learnt direction takes the place of the world's own. */
  added(world: World, name: string): World {
    const learned = this.#byWorld.get(name);
    if (!learned || learned.size === 0) return world;
    const own = async () => (world.manifest.directions ? await world.directions() : []);
    return { ...world, directions: async () => new Map([...(await own()), ...learned]) };
  }
}
