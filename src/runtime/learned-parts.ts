import type { Classifier } from '../latent/classifier.js';
import type { Direction } from '../latent/direction.js';
import type { World } from '../models/world.js';
import type { Definition } from '../planner/plan.js';

/** What a `learn` has found out. */
export interface Lesson {
  readonly direction: Direction;
  /** Where labels have taught: what they say of any patch, and the quantity that it makes. */
  readonly labels?: { readonly classifier: Classifier; readonly definition: Definition };
}

/** What was learnt in a session, by world and parameter. */
export class LearnedParts {
  readonly #byWorld = new Map<string, Map<string, Lesson>>();

  names(): ReadonlyMap<string, readonly string[]> {
    return new Map([...this.#byWorld].map(([world, lessons]) => [world, [...lessons.keys()]]));
  }

  /** What was learnt in the world that is opened by this name. */
  of(world: string): readonly Lesson[] {
    return [...(this.#byWorld.get(world)?.values() ?? [])];
  }

  /** Takes what was learnt in the world that is opened by this name. */
  learn(world: string, lesson: Lesson): void {
    const lessons = this.#byWorld.get(world) ?? new Map<string, Lesson>();
    this.#byWorld.set(world, lessons.set(lesson.direction.parameter, lesson));
  }

  forget(parameter: string): void {
    for (const lessons of this.#byWorld.values()) lessons.delete(parameter);
  }

  /** Remembers what has been learnt; the function that it returns forgets what came after. */
  checkpoint(): () => void {
    const before = [...this.#byWorld].map(([world, lessons]) => [world, new Map(lessons)] as const);
    return () => {
      this.#byWorld.clear();
      before.forEach(([world, lessons]) => this.#byWorld.set(world, lessons));
    };
  }

  /** The world with what has been learnt in it, which takes the place of what the world has of the same name. */
  added(world: World, name: string): World {
    const lessons = this.of(name);
    if (lessons.length === 0) return world;
    const directions = lessons.map(({ direction }) => [direction.parameter, direction] as const);
    const classifiers = lessons.flatMap(({ labels }) =>
      labels ? [[labels.classifier.parameter, labels.classifier] as const] : [],
    );
    const own = async () => (world.manifest.directions ? await world.directions() : []);
    return {
      ...world,
      directions: async () => new Map([...(await own()), ...directions]),
      classifiers: async () => new Map([...(await world.classifiers()), ...classifiers]),
      scored: new Set([...world.scored, ...classifiers.map(([parameter]) => parameter)]),
    };
  }
}
