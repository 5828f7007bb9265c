/** Pictures of items: rendered, read from the archive, or at hand already; in batches, and only when asked for. */
import { fail } from '../diagnostics/diagnostic.js';
import { PATCH_SIZE, type Patch } from '../physics/field.js';
import type { Context } from './context.js';
import { requirePictures } from './limits.js';
import type { Item } from './values.js';

/**
 * Items rendered or read at a time: enough to fill an engine, few enough to cancel soon. An engine may hold the thread
 * while it works: 16 patches are 120 ms on two cores, 64 are no faster each.
 */
export const CHUNK = 16;

/** Pictures of longer rows are not kept: 512 are 32 MiB. */
const KEPT = 512;

export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) fail('cancelled', {});
}

/** The patches of all items, in order. */
export async function patchesOf(items: readonly Item[], context: Context): Promise<Patch[]> {
  requirePictures(items.length);
  const patches: Patch[] = [];
  await eachChunk(items, 'rendering', context, async (_chunk, rendered) => void patches.push(...rendered));
  return patches;
}

/** Goes through the items chunk by chunk with their patches, so that a long row never stands in memory as a whole. */
export async function eachChunk(
  items: readonly Item[],
  label: string,
  context: Context,
  visit: (chunk: readonly Item[], patches: readonly Patch[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < items.length; start += CHUNK) {
    throwIfCancelled(context.signal);
    const chunk = items.slice(start, start + CHUNK);
    await visit(chunk, await render(chunk, items.length <= KEPT, context));
    const done = Math.min(start + CHUNK, items.length);
    if (items.length > CHUNK) context.emit({ type: 'progress', label, done, total: items.length });
    await breathe();
  }
}

/** Lets signals and keys be seen between chunks: a run of synchronous work would starve them. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function render(items: readonly Item[], keep: boolean, context: Context): Promise<Patch[]> {
  const missing = items.filter((item) => !item.cache.patch && item.latent);
  const rendered = await renderLatents(missing, context);
  const patches = items.map(
    async (item) => item.cache.patch ?? rendered.get(item) ?? observation(item, context),
  );
  const all = await Promise.all(patches);
  if (keep) all.forEach((patch, index) => (items[index].cache.patch = patch));
  return all;
}

async function renderLatents(items: readonly Item[], context: Context): Promise<Map<Item, Patch>> {
  if (items.length === 0) return new Map();
  const pixels = await renderBatch(packLatents(items.map((item) => item.latent!)), items.length, context);
  const area = PATCH_SIZE * PATCH_SIZE;
  return new Map(
    items.map((item, index) => {
      const own = pixels.slice(index * area, (index + 1) * area);
      return [item, { pixels: own, size: PATCH_SIZE, ...(item.scale && { scale: item.scale }) }];
    }),
  );
}

/** Renders `count` latents (count × dimension, float32): count × 128 × 128 in kG. */
export async function renderBatch(
  latents: Float32Array,
  count: number,
  context: Context,
): Promise<Float32Array> {
  const generator = await context.world.generator(await context.engine());
  return generator.run(latents, count);
}

/** Latents one after the other, as engines want them. */
export function packLatents(latents: readonly Float64Array[]): Float32Array {
  const dimension = latents[0]?.length ?? 0;
  const packed = new Float32Array(latents.length * dimension);
  latents.forEach((latent, index) => packed.set(latent, index * dimension));
  return packed;
}

async function observation(item: Item, context: Context): Promise<Patch> {
  if (item.position === undefined) throw new Error(`${item.id} has neither a picture nor a way to get one`);
  return (await context.world.archive()).patch(item.position);
}
