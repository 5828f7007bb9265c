/** Rows of an index as it was before observations were added or taken away: only new ones are embedded. */
import { createHash } from 'node:crypto';
import type { Archive } from '../../archive/archive.js';
import { GiqError } from '../../diagnostics/diagnostic.js';
import type { Safetensors } from '../safetensors.js';
import { EMBEDDINGS } from '../world-index.js';
import type { World } from '../world.js';

/** What was worked out of observations before. */
export interface EarlierRows {
  /** How many observations of an archive are there. */
  count(archive: Archive): number;
  /** The row of an observation, or undefined. */
  of(archive: Archive, position: number): EarlierRow | undefined;
}

export interface EarlierRow {
  readonly embedding: Float32Array;
  readonly thumbnail: Int8Array;
  /** One value a parameter. */
  readonly values: Float64Array;
}

const NOTHING: EarlierRows = { count: () => 0, of: () => undefined };

/** What tells an observation from all others, in 64 bits: its name and all metadata, the time it was taken among them. */
function keyOf(archive: Archive, position: number): Int32Array {
  const text = JSON.stringify([archive.id(position), archive.meta(position)]);
  const digest = createHash('sha256').update(text).digest();
  return Int32Array.of(digest.readInt32LE(0), digest.readInt32LE(4));
}

/** The keys of an archive, to be kept with its embeddings: observations × 2. */
export function keysOf(archive: Archive): Int32Array {
  const keys = new Int32Array(2 * archive.size);
  for (let position = 0; position < archive.size; position++)
    keys.set(keyOf(archive, position), 2 * position);
  return keys;
}

/**
 * Reads what a world has from before, as far as it is whole and of the same encoder.
 *
 * @param work what it has to be of
 */
export async function readEarlier(
  world: World,
  work: string,
  parameters: readonly string[],
): Promise<EarlierRows> {
  const { index, archive } = world.manifest;
  if (!index || index.kind === 'pgvector' || !index.thumbnails || !archive.catalogue) return NOTHING;
  try {
    const embeddings = await world.tensors(index.embeddings);
    if (embeddings.metadata.work !== work) return NOTHING;
    const [thumbnails, catalogue] = [
      await world.tensors(index.thumbnails),
      await world.tensors(archive.catalogue),
    ];
    return earlierRows(embeddings, thumbnails, catalogue, parameters);
  } catch (error) {
    // Damage is no matter here: all of it is made anew.
    if (error instanceof GiqError) return NOTHING;
    throw error;
  }
}

function earlierRows(
  { tensors }: Safetensors,
  thumbnails: Safetensors,
  catalogue: Safetensors,
  parameters: readonly string[],
): EarlierRows {
  const [embeddings, keys] = [tensors.get(EMBEDDINGS)?.data, tensors.get('keys')?.data];
  const [pictures] = [...thumbnails.tensors.values()].map(({ data }) => data);
  const columns = parameters.map((name) => catalogue.tensors.get(name)?.data);
  if (!(embeddings instanceof Float32Array) || !keys || !(pictures instanceof Int8Array)) return NOTHING;
  if (columns.includes(undefined)) return NOTHING;
  const size = keys.length / 2;
  const rows = new Map(
    Array.from({ length: size }, (_, row) => [`${keys[2 * row]} ${keys[2 * row + 1]}`, row]),
  );
  const rowOf = (archive: Archive, position: number) => rows.get(keyOf(archive, position).join(' '));
  const part = <T extends Float32Array | Int8Array>(of: T, row: number) =>
    of.subarray((row * of.length) / size, ((row + 1) * of.length) / size) as T;
  return {
    count: (archive) =>
      Array.from({ length: archive.size }, (_, position) => rowOf(archive, position)).filter(
        (row) => row !== undefined,
      ).length,
    of: (archive, position) => {
      const row = rowOf(archive, position);
      if (row === undefined) return undefined;
      const values = Float64Array.from(columns, (column) => column![row]);
      return { embedding: part(embeddings, row), thumbnail: part(pictures, row), values };
    },
  };
}
