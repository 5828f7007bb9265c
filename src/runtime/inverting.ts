/** Inversion of items: batches, what is known already, and the report of how near the renders come. */
import { createHash } from 'node:crypto';
import { invert, type Inversion } from '../latent/invert.js';
import type { Patch } from '../physics/field.js';
import type { Context } from './context.js';
import { patchesOf, throwIfCancelled } from './imaging.js';
import { reportInversion, residualOf } from './inversion-report.js';
import { compareThrough } from './likeness.js';
import { startsOf } from './starting.js';
import { emptyCache, type Item } from './values.js';

/** Number of the recipe: another one gives other latents from the same picture. */
const RECIPE = 1;
/** Pictures searched for side by side: with four starts each they fill one run of the generator. */
const BATCH = 8;

export interface InversionArguments {
  readonly starts: number;
  readonly steps: number;
  readonly seed: number;
}

/** What an inversion depends on, for the cache. */
type Known = Map<Item, Inversion>;

/** The latents of pictures, as items of their own; each knows how near its render comes. */
export async function invertItems(
  items: readonly Item[],
  given: InversionArguments,
  context: Context,
): Promise<Item[]> {
  const found: Item[] = [];
  for (let first = 0; first < items.length; first += BATCH) {
    throwIfCancelled(context.signal);
    const batch = items.slice(first, first + BATCH);
    const tell = (share: number) =>
      context.emit({
        type: 'progress',
        label: 'inverting',
        done: Math.round((first + share * batch.length) * given.steps),
        total: items.length * given.steps,
      });
    found.push(...(await invertBatch(batch, given, context, tell)));
  }
  reportInversion(found, context);
  return found;
}

async function invertBatch(
  items: readonly Item[],
  given: InversionArguments,
  context: Context,
  tell: (share: number) => void,
): Promise<Item[]> {
  const patches = await patchesOf(items, context);
  const contents = await Promise.all(patches.map((patch) => contentOf(patch, given, context)));
  const known: Known = new Map();
  for (const [index, item] of items.entries()) {
    const cached = await context.cache.read(contents[index]);
    if (cached) known.set(item, decode(cached));
  }
  const unknown = items.filter((item) => !known.has(item));
  const pictures = unknown.map((item) => patches[items.indexOf(item)]);
  const inversions = await search(pictures, given, context, tell);
  for (const [index, item] of unknown.entries()) {
    known.set(item, inversions[index]);
    await context.cache.write(contents[items.indexOf(item)], encode(inversions[index]));
  }
  tell(1);
  const found = items.map((item) => inverted(item, known.get(item)!));
  const renders = await patchesOf(found, context);
  return found.map((item, index) => ({
    ...item,
    inversion: { start: known.get(items[index])!.start, ...residualOf(patches[index], renders[index]) },
  }));
}

async function search(
  pictures: readonly Patch[],
  { starts: count, steps, seed }: InversionArguments,
  context: Context,
  tell: (share: number) => void,
): Promise<Inversion[]> {
  if (pictures.length === 0) return [];
  const generator = await context.world.generator(await context.engine());
  const starts = await startsOf(pictures, { count, seed }, context);
  const survey = compareThrough(generator, pictures, context.signal);
  return invert(starts, survey, { steps, onStep: (done) => tell(done / steps) });
}

/** A picture that is rendered from now on: it is no observation of the archive any more. */
function inverted(item: Item, { z }: Inversion): Item {
  const { position: _, by: __, calibration: ___, inversion: ____, ...rest } = item;
  return { ...rest, origin: 'generated', latent: z, from: item, cache: emptyCache() };
}

async function contentOf({ pixels }: Patch, given: InversionArguments, { world, engine }: Context) {
  const bytes = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  const picture = createHash('sha256').update(bytes).digest('hex');
  return { inversion: RECIPE, world: world.hash, engine: (await engine()).name, picture, ...given };
}

function encode({ z, start }: Inversion): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ z: [...z], start }));
}

function decode(bytes: Uint8Array): Inversion {
  const { z, start } = JSON.parse(new TextDecoder().decode(bytes)) as { z: number[]; start: string };
  return { z: Float64Array.from(z), start };
}
