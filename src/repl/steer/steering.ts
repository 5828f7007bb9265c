/** Looks at latents in a session's world, so fast that picture and values follow the keys. */
import type { Direction } from '../../latent/direction.js';
import type { Model } from '../../models/engine.js';
import { PATCH_SIZE, type Field } from '../../physics/field.js';
import { measureField } from '../../physics/measure.js';
import type { Quantity as Shown } from '../../physics/quantity.js';
import type { Context } from '../../runtime/context.js';
import { withGeometry } from '../../runtime/measuring.js';
import { allQuantities, quantityOf, type Quantity } from '../../runtime/quantities.js';
import type { Item } from '../../runtime/values.js';
import { emptyCache } from '../../runtime/values.js';
import type { Helm } from './state.js';

/** One latent as it is seen. */
export interface Sighting {
  readonly field: Field;
  /** By name, in the unit that says most; NaN where missing. */
  readonly values: ReadonlyMap<string, Shown>;
}

/** What a panel needs of the world. */
export interface Steering {
  /** What can be moved: parameters of the world, and what was defined and learnt. */
  readonly parameters: readonly string[];
  /** What was defined and not learnt: it is shown. */
  readonly watched: readonly string[];
  readonly directions: ReadonlyMap<string, Direction>;
  /** Renders a latent and measures what is moved and watched. */
  readonly look: (latent: Float64Array) => Promise<Sighting>;
}

/**
 * Steering in the world of a session. Loads its directions and generator once.
 *
 * @param context its world has the directions that were learnt
 */
export async function steeringIn(
  context: Pick<Context, 'world' | 'definitions' | 'engine'>,
): Promise<Steering> {
  const { world, definitions } = context;
  const directions = await world.directions();
  const generator = await world.generator(await context.engine());
  const quantities = allQuantities(context)
    .map(quantityOf)
    .filter(({ name }) => directions.has(name) || definitions.has(name));
  const names = quantities.map(({ name }) => name);
  return {
    parameters: names.filter((name) => directions.has(name)),
    watched: names.filter((name) => !directions.has(name)),
    directions,
    look: lookingFor(quantities, generator, world.manifest.image.scale),
  };
}

function lookingFor(
  quantities: readonly Quantity[],
  generator: Model,
  scale: Item['scale'],
): Steering['look'] {
  const names = withGeometry([...new Set(quantities.flatMap(({ needs }) => needs))]);
  return async (latent) => {
    const pixels = await generator.run(Float32Array.from(latent), 1);
    const field = { pixels: Float32Array.from(pixels), size: PATCH_SIZE };
    const raw = measureField(field, names);
    const measured = new Map(names.map((name, index) => [name, raw[index]]));
    const item: Item = { id: '', origin: 'generated', scale, meta: {}, cache: { ...emptyCache(), measured } };
    return { field, values: new Map(quantities.map((each) => [each.name, each.measurement(item)])) };
  };
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
