/** Patches that several sections look at: generated ones and observations. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Archive } from '../archive/archive.js';
import { fail } from '../diagnostics/diagnostic.js';
import type { Model } from '../models/engine.js';
import { runInChunks } from '../models/run-in-chunks.js';
import { latentVector, type RandomStream } from '../numeric/random.js';
import { PATCH_SIZE } from '../physics/field.js';

/** Pixels of a patch. */
export const AREA = PATCH_SIZE * PATCH_SIZE;

/** Patches one after the other, float32, kG. */
export interface PatchSample {
  readonly count: number;
  /** count × 128 × 128. */
  readonly pixels: Float32Array;
}

export interface GeneratedSample extends PatchSample {
  readonly latents: readonly Float64Array[];
}

export interface ArchiveSample extends PatchSample {
  /** Where they stand in the archive, rising. */
  readonly positions: readonly number[];
}

export interface Watch {
  readonly signal: AbortSignal;
  readonly progress: (label: string, done: number, total: number) => void;
}

/** The pixels of one patch of a sample, not copied. */
export function pixelsOf({ pixels }: PatchSample, item: number): Float32Array {
  return pixels.subarray(item * AREA, (item + 1) * AREA);
}

/** Renders the latents 0..count − 1 of a seed. */
export async function generate(
  generator: Model,
  seed: number,
  count: number,
  { signal, progress }: Watch,
): Promise<GeneratedSample> {
  const dimension = generator.input[0];
  const latents = Array.from({ length: count }, (_, item) => latentVector(seed, item, dimension));
  const packed = new Float32Array(count * dimension);
  latents.forEach((latent, item) => packed.set(latent, item * dimension));
  const onProgress = (done: number, total: number) => progress('generating', done, total);
  return { count, latents, pixels: await runInChunks(generator, packed, count, { signal, onProgress }) };
}

/** Draws `count` positions of 0..size − 1 without replacement, rising. */
export function drawPositions(size: number, count: number, stream: RandomStream): number[] {
  const positions = Array.from({ length: size }, (_, position) => position);
  return stream
    .shuffle(positions)
    .slice(0, count)
    .sort((a, b) => a - b);
}

/** Fetches observations: rising positions are quickest, since neighbours share what the archive makes them of. */
export async function fetchPatches(
  archive: Archive,
  positions: readonly number[],
  { signal, progress }: Watch,
): Promise<ArchiveSample> {
  const pixels = new Float32Array(positions.length * AREA);
  for (const [item, position] of positions.entries()) {
    if (signal.aborted) fail('cancelled', {});
    pixels.set((await archive.patch(position)).pixels, item * AREA);
    progress('fetching observations', item + 1, positions.length);
    await breathe();
  }
  return { count: positions.length, positions, pixels };
}
