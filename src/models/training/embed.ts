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
  /** Others who embed chunks side by side; this thread does by default. They give the same rows as it would. */
  readonly team?: EmbeddingTeam;
}

/** Rows of some observations, one a position. */
export type MadeRows = Pick<EmbeddedRows, 'embeddings' | 'values' | 'thumbnails'>;

/** Who works out chunks at the same time. */
export interface EmbeddingTeam {
  readonly workers: number;
  embed(positions: readonly number[]): Promise<MadeRows>;
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
export const CHUNK = 32;

/** Chunks that a worker has been given and not answered, so that none waits for the next. */
const AHEAD = 3;

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
  const finishNext = chunksInOrder(task, rows, chunk);
  while (rows.done < archive.size) {
    if (signal?.aborted) {
      await checkpoint();
      fail('cancelled', {});
    }
    rows.done = await finishNext();
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

/** A chunk that is being worked out. */
interface Asked {
  readonly end: number;
  /** Those that were not there before, and their rows. */
  readonly fresh: readonly number[];
  readonly made: Promise<MadeRows>;
}

/** Each call finishes the next chunk and tells where it ends; a team works on those that follow meanwhile. */
function chunksInOrder(task: EmbedTask, rows: EmbeddedRows, chunk: number): () => Promise<number> {
  const { archive, team } = task;
  const asked: Asked[] = [];
  let next = rows.done;
  return async () => {
    while (next < archive.size && asked.length < (team ? AHEAD * team.workers : 1)) {
      const end = Math.min(next + chunk, archive.size);
      asked.push(askChunk(task, rows, next, end));
      next = end;
    }
    const { end, fresh, made } = asked.shift()!;
    placeRows(rows, fresh, await made);
    return end;
  };
}

function askChunk(task: EmbedTask, rows: EmbeddedRows, first: number, end: number): Asked {
  const positions = Array.from({ length: end - first }, (_, index) => first + index);
  const fresh = positions.filter((position) => !copyEarlier(task, rows, position));
  if (fresh.length === 0) return { end, fresh, made: Promise.resolve(NO_ROWS) };
  return { end, fresh, made: task.team ? task.team.embed(fresh) : embedPositions(task, fresh) };
}

const NO_ROWS: MadeRows = {
  embeddings: new Float32Array(0),
  values: new Float64Array(0),
  thumbnails: new Int8Array(0),
};

function placeRows(rows: EmbeddedRows, positions: readonly number[], made: MadeRows): void {
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
): Promise<MadeRows> {
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
