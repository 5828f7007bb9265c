import type { Archive } from '../archive/archive.js';
import { frechetDistance, gaussianOf } from '../numeric/frechet.js';
import { runInChunks } from '../models/run-in-chunks.js';
import { drawPositions, type PatchSample } from './samples.js';
import type { EvaluationContext } from './section.js';

/** Rows of numbers one after the other, float32. */
export interface Embedded {
  readonly rows: Float32Array;
  readonly dimension: number;
}

/** The embeddings of patches. */
export async function embed(
  { count, pixels }: PatchSample,
  { world, engine, signal, progress }: EvaluationContext,
): Promise<Embedded> {
  const encoder = await world.encoder(engine);
  const onProgress = (done: number, total: number) => progress('embedding', done, total);
  return {
    rows: await runInChunks(encoder, pixels, count, { signal, onProgress }),
    dimension: encoder.output[0],
  };
}

export interface Frechet {
  /** Between generated patches and as many observations. */
  readonly distance: number;
  /** Between as many observations of the first half of the archive and of the second: what equals cannot go below. */
  readonly floor: number;
}

/** The squared Fréchet distance of embeddings and its floor. */
export async function frechetOf(
  generated: Embedded,
  archive: Archive,
  context: EvaluationContext,
): Promise<Frechet> {
  const { embeddings, dimension } = await context.world.embeddings();
  const all = { rows: embeddings, dimension };
  const stream = context.stream('embeddings');
  const half = Math.floor(archive.size / 2);
  const count = Math.min(generated.rows.length / dimension, half);
  const gaussian = (first: number, size: number) =>
    gaussianOf(rowsAt(all, drawPositions(size, count, stream), first), dimension);
  const observed = gaussian(0, archive.size);
  return {
    distance: frechetDistance(gaussianOf(generated.rows.subarray(0, count * dimension), dimension), observed),
    floor: frechetDistance(gaussian(0, half), gaussian(half, archive.size - half)),
  };
}

function rowsAt({ rows, dimension }: Embedded, positions: readonly number[], first: number): Float32Array {
  const chosen = new Float32Array(positions.length * dimension);
  positions.forEach((position, row) => {
    const start = (first + position) * dimension;
    chosen.set(rows.subarray(start, start + dimension), row * dimension);
  });
  return chosen;
}
