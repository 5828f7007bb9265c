import { setImmediate as breathe } from 'node:timers/promises';
import { fail } from '../../diagnostics/diagnostic.js';
import type { Model } from '../engine.js';
import type { ChunkOptions } from '../run-in-chunks.js';
import type { Measure } from './columns.js';
import { columnsOf } from './columns.js';

export interface SampleTask extends ChunkOptions {
  /** Patches to generate. */
  readonly count: number;
  /** The latent vector of an item, 0..count − 1. */
  readonly latent: (item: number) => Float64Array;
  readonly generator: Model;
  /** Names of what `measure` gives, in its order. */
  readonly parameters: readonly string[];
  readonly measure: Measure;
}

/** What directions are trained on: `latents` is count × d in C order, `columns` one value a patch by parameter. */
export interface DirectionSample {
  readonly latents: Float64Array;
  readonly columns: ReadonlyMap<string, Float64Array>;
}

/**
 * Generates patches and measures them: the rows and values of `trainDirection`. The patches themselves are not kept.
 *
 * @throws GiqError `cancelled` when the signal is aborted between two chunks
 */
export async function sampleDirections(task: SampleTask): Promise<DirectionSample> {
  const { count, latent, parameters, chunk = 32, signal, onProgress } = task;
  const dimension = task.generator.input[0];
  const latents = new Float64Array(count * dimension);
  const values = new Float64Array(count * parameters.length);
  for (let first = 0; first < count; first += chunk) {
    if (signal?.aborted) fail('cancelled', {});
    const next = Math.min(first + chunk, count);
    for (let item = first; item < next; item++) latents.set(latent(item), item * dimension);
    const batch = Float32Array.from(latents.subarray(first * dimension, next * dimension));
    const pixels = await task.generator.run(batch, next - first);
    values.set(task.measure(pixels, next - first), first * parameters.length);
    onProgress?.(next, count);
    await breathe();
  }
  return { latents, columns: columnsOf(values, parameters) };
}
