import { readFile } from 'node:fs/promises';
import { writeAtomically } from '../../archive/atomic-write.js';
import { readSafetensors, writeSafetensors, type SafeTensor } from '../safetensors.js';

/** A file of the first rows of an archive. */
export interface PartialFile {
  readonly path: string;
  /** Says what the rows are of, for example hashes of archive and encoder: with another key the work starts anew. */
  readonly key: string;
}

/** Rows of all observations, of which the first `done` are known. */
export interface EmbeddedRows {
  done: number;
  readonly dimension: number;
  readonly parameters: readonly string[];
  /** observations × dimension, C order. */
  readonly embeddings: Float32Array;
  /** observations × side × side, C order. */
  readonly thumbnails: Int8Array;
  /** observations × parameters, C order. */
  readonly values: Float64Array;
}

/**
 * Writes the rows that are done, as a whole or not at all.
 *
 * @throws GiqError `file-not-writable`
 */
export async function writeRows({ path, key }: PartialFile, rows: EmbeddedRows): Promise<void> {
  const { done, dimension, parameters, embeddings, thumbnails, values } = rows;
  const width = parameters.length;
  const area = (thumbnails.length * dimension) / embeddings.length;
  const tensors = new Map<string, SafeTensor>([
    ['embeddings', { type: 'F32', shape: [done, dimension], data: embeddings.subarray(0, done * dimension) }],
    ['values', { type: 'F64', shape: [done, width], data: values.subarray(0, done * width) }],
    ['thumbnails', { type: 'I8', shape: [done, area], data: thumbnails.subarray(0, done * area) }],
  ]);
  await writeAtomically(path, writeSafetensors(tensors, { work: workOf(key, rows) }));
}

/**
 * Fills in the rows of a partial file, where there is one of the same work.
 *
 * @throws GiqError `tensors-damaged`
 */
export async function readRows({ path, key }: PartialFile, rows: EmbeddedRows): Promise<void> {
  const bytes = await readFile(path).catch(() => undefined);
  if (!bytes) return;
  const { tensors, metadata } = readSafetensors(bytes, path);
  const [embeddings, values] = [tensors.get('embeddings'), tensors.get('values')];
  const thumbnails = tensors.get('thumbnails');
  if (!embeddings || !values || !thumbnails || metadata.work !== workOf(key, rows)) return;
  rows.embeddings.set(embeddings.data);
  rows.values.set(values.data);
  rows.thumbnails.set(thumbnails.data);
  rows.done = embeddings.shape[0];
}

function workOf(key: string, { embeddings, dimension, parameters }: EmbeddedRows): string {
  return JSON.stringify({ key, observations: embeddings.length / dimension, dimension, parameters });
}
