import { setImmediate as breathe } from 'node:timers/promises';
import type { Archive } from '../../archive/archive.js';
import { fail } from '../../diagnostics/diagnostic.js';
import type { Model } from '../engine.js';
import { quantise, shrink, THUMBNAIL_SIDE, type Thumbnails } from '../retrieval/thumbnails.js';
import { sizeOf } from '../shape.js';
import type { ChunkOptions } from '../run-in-chunks.js';
import type { Measure } from './columns.js';
import { columnsOf } from './columns.js';
import type { EarlierRows } from './earlier-rows.js';
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
  /** What was worked out before. */
  readonly earlier?: EarlierRows;
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

/** Observations at a time, unless told otherwise. */
const CHUNK = 32;

/**
 * Encodes, measures and shrinks every observation of an archive, in chunks.
 *
 * @throws GiqError `cancelled` when the signal is aborted between two chunks, after what is done has been written;
 *   whatever the archive throws for an observation that it cannot read
 */
export async function embedArchive(task: EmbedTask): Promise<EmbeddedArchive> {
  const { archive, parameters, partial, chunk = CHUNK, chunksPerCheckpoint = 16, signal, onProgress } = task;
  const rows = await startRows(task);
  let written = rows.done;
  const checkpoint = async () => {
    if (partial && rows.done > written) await writeRows(partial, rows, written);
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
async function startRows({
  archive,
  encoder,
  parameters,
  partial,
  chunk = CHUNK,
}: EmbedTask): Promise<EmbeddedRows> {
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
  // Whole chunks: an engine may give other last bits in another company.
  if (rows.done < archive.size) rows.done -= rows.done % chunk;
  return rows;
}

async function embedChunk(task: EmbedTask, rows: EmbeddedRows, next: number): Promise<void> {
  const positions = Array.from({ length: next - rows.done }, (_, index) => rows.done + index);
  const fresh = positions.filter((position) => !copyEarlier(task, rows, position));
  if (fresh.length > 0) await embedFresh(task, rows, fresh);
  rows.done = next;
}

async function embedFresh(task: EmbedTask, rows: EmbeddedRows, positions: readonly number[]): Promise<void> {
  const made = await embedPositions(task, positions);
  for (const what of ['embeddings', 'values', 'thumbnails'] as const) {
    const width = made[what].length / positions.length;
    positions.forEach((position, row) =>
      rows[what].set(made[what].subarray(row * width, (row + 1) * width), position * width),
    );
  }
}

/** Whether the observation was there before. */
function copyEarlier({ archive, earlier }: EmbedTask, rows: EmbeddedRows, position: number): boolean {
  const row = earlier?.of(archive, position);
  if (!row) return false;
  rows.embeddings.set(row.embedding, position * rows.dimension);
  rows.values.set(row.values, position * rows.parameters.length);
  rows.thumbnails.set(row.thumbnail, position * THUMBNAIL_SIDE ** 2);
  return true;
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
