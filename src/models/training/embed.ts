import { setImmediate as breathe } from 'node:timers/promises';
import type { Archive } from '../../archive/archive.js';
import { fail } from '../../diagnostics/diagnostic.js';
import type { Model } from '../engine.js';
import { quantise, shrink, THUMBNAIL_SIDE, type Thumbnails } from '../retrieval/thumbnails.js';
import { sizeOf } from '../shape.js';
import type { ChunkOptions } from '../run-in-chunks.js';
import type { Measure } from './columns.js';
import { columnsOf } from './columns.js';
import type { EmbeddedRows, PartialFile } from './embed-checkpoint.js';
import { readRows, writeRows } from './embed-checkpoint.js';

export interface EmbedTask extends ChunkOptions {
  readonly archive: Archive;
  readonly encoder: Model;
  /** Names of what `measure` gives, in its order. */
  readonly parameters: readonly string[];
  readonly measure: Measure;
  /** The strongest field that a thumbnail can tell, in kG. */
  readonly clip: number;
  /** Where to keep what is done, so that a run that was killed goes on from there. The caller deletes it in the end. */
  readonly partial?: PartialFile;
  /** Chunks between two writes of the partial file; 16 by default. */
  readonly chunksPerCheckpoint?: number;
}

/** An archive as its index and its catalogue need it. */
export interface EmbeddedArchive {
  /** One row of `dimension` numbers an observation, C order. */
  readonly embeddings: Float32Array;
  readonly dimension: number;
  readonly thumbnails: Thumbnails;
  /** One value an observation, by parameter; NaN where missing. */
  readonly columns: ReadonlyMap<string, Float64Array>;
}

/**
 * Encodes, measures and shrinks every observation of an archive, in chunks.
 *
 * @throws GiqError `cancelled` when the signal is aborted between two chunks, after what is done has been written;
 *   whatever the archive throws for an observation that it cannot read
 */
export async function embedArchive(task: EmbedTask): Promise<EmbeddedArchive> {
  const { archive, parameters, partial, chunk = 32, chunksPerCheckpoint = 16, signal, onProgress } = task;
  const rows = await startRows(task);
  let written = rows.done;
  const checkpoint = async () => {
    if (partial && rows.done > written) await writeRows(partial, rows);
    written = rows.done;
  };
  while (rows.done < archive.size) {
    if (signal?.aborted) {
      await checkpoint();
      fail('cancelled', {});
    }
    await embedChunk(task, rows, Math.min(rows.done + chunk, archive.size));
    if (rows.done - written >= chunk * chunksPerCheckpoint) await checkpoint();
    onProgress?.(rows.done, archive.size);
    await breathe();
  }
  await checkpoint();
  return {
    embeddings: rows.embeddings,
    dimension: rows.dimension,
    thumbnails: { pixels: rows.thumbnails, side: THUMBNAIL_SIDE },
    columns: columnsOf(rows.values, parameters),
  };
}

/** Room for every observation, the first filled from the partial file where there is a fitting one. */
async function startRows({ archive, encoder, parameters, partial }: EmbedTask): Promise<EmbeddedRows> {
  const dimension = sizeOf(encoder.output);
  const rows = {
    done: 0,
    dimension,
    parameters,
    embeddings: new Float32Array(archive.size * dimension),
    thumbnails: new Int8Array(archive.size * THUMBNAIL_SIDE ** 2),
    values: new Float64Array(archive.size * parameters.length),
  };
  if (partial) await readRows(partial, rows);
  return rows;
}

async function embedChunk(task: EmbedTask, rows: EmbeddedRows, next: number): Promise<void> {
  const positions = Array.from({ length: next - rows.done }, (_, index) => rows.done + index);
  const { embeddings, values, thumbnails } = await embedPositions(task, positions);
  rows.embeddings.set(embeddings, rows.done * rows.dimension);
  rows.values.set(values, rows.done * rows.parameters.length);
  rows.thumbnails.set(thumbnails, rows.done * THUMBNAIL_SIDE ** 2);
  rows.done = next;
}

/** Encodes, measures and shrinks some observations at once. All results have one row a position. */
export async function embedPositions(
  { archive, encoder, measure, clip }: Pick<EmbedTask, 'archive' | 'encoder' | 'measure' | 'clip'>,
  positions: readonly number[],
): Promise<Pick<EmbeddedRows, 'embeddings' | 'values' | 'thumbnails'>> {
  const count = positions.length;
  const area = sizeOf(encoder.input);
  const pixels = new Float32Array(count * area);
  for (let i = 0; i < count; i++) pixels.set((await archive.patch(positions[i])).pixels, i * area);
  return {
    embeddings: await encoder.run(pixels, count),
    values: measure(pixels, count),
    thumbnails: quantise(shrink(pixels, count), clip),
  };
}
