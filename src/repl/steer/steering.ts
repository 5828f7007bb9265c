/** Looks at latents in a session's world, so fast that picture and values follow the keys. */
import type { Direction } from '../../latent/direction.js';
import type { Model } from '../../models/engine.js';
import { PATCH_SIZE, type Field } from '../../physics/field.js';
import { measureField } from '../../physics/measure.js';
import type { Context } from '../../runtime/context.js';
import type { Helm } from './state.js';

/** One latent as it is seen. */
export interface Sighting {
  readonly field: Field;
  /** Raw values by parameter, NaN where missing. */
  readonly values: ReadonlyMap<string, number>;
}

/** What a panel needs of the world. */
export interface Steering {
  readonly parameters: readonly string[];
  readonly directions: ReadonlyMap<string, Direction>;
  /** Renders and measures one latent. */
  readonly look: (latent: Float64Array) => Promise<Sighting>;
}

/** Steering in the world of a session. Loads its directions and generator once. */
export async function steeringIn(context: Pick<Context, 'world' | 'engine'>): Promise<Steering> {
  const { world } = context;
  const directions = await world.directions();
  const generator = await world.generator(await context.engine());
  const parameters = world.manifest.parameters.filter((name) => directions.has(name));
  return { parameters, directions, look: (latent) => look(latent, generator, world.manifest.parameters) };
}

async function look(latent: Float64Array, generator: Model, names: readonly string[]): Promise<Sighting> {
  const pixels = await generator.run(Float32Array.from(latent), 1);
  const field = { pixels: Float32Array.from(pixels), size: PATCH_SIZE };
  const measured = measureField(field, names);
  return { field, values: new Map(names.map((name, index) => [name, measured[index]])) };
}

/** What is steered from a latent on. */
export function helmOf(start: Float64Array, { parameters, directions }: Steering): Helm {
  return { start, parameters, directions, ...(directions.has('POLARITY') && { flips: 'POLARITY' }) };
}

/**
 * Looks at the newest latent only: what is asked for while one is being looked at replaces what waits, so that held
 * keys are followed as fast as the machine can and never queue up.
 */
export function follower(
  steering: Pick<Steering, 'look'>,
  seen: (sighting: Sighting, latent: Float64Array) => void,
  failed: (error: unknown) => void,
): (latent: Float64Array) => void {
  let waiting: Float64Array | undefined;
  let looking = false;
  const next = async (): Promise<void> => {
    looking = true;
    while (waiting) {
      const latent = waiting;
      waiting = undefined;
      seen(await steering.look(latent), latent);
      await breathe();
    }
  };
  return (latent) => {
    waiting = latent;
    if (!looking) void next().catch(failed).finally(() => (looking = false)); // prettier-ignore
  };
}

/** Lets keys be read and the screen be drawn between two frames. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
