import { fail } from '../../../diagnostics/diagnostic.js';
import { embedPositions, type EmbedTask } from '../../training/embed.js';
import type { Database, SqlValue } from './connection.js';
import { columnOf, makeGraph, makeTables, noteObservations, type TableContent } from './schema.js';
import { vectorText } from './search.js';

/** Part `number` of `of` equal parts of an archive, counted from 1. */
export interface Shard {
  readonly number: number;
  readonly of: number;
}

export interface LoadTask extends Pick<
  EmbedTask,
  'archive' | 'encoder' | 'measure' | 'clip' | 'signal' | 'onProgress'
> {
  readonly database: Database;
  readonly content: TableContent;
  readonly shard: Shard;
}

/** Rows that are looked for, and written, at once. */
const BATCH = 256;
/** Observations that are embedded at once. */
const CHUNK = 32;

/**
 * Embeds what of a shard is not in the table yet and writes it there. Every batch is one statement that is there or not,
 * so that a run that was killed goes on, and two of the same shard do no harm. Whoever finds that no row is missing any
 * more takes out what the archive does not have and makes the graph.
 *
 * @returns whether the table is whole
 * @throws GiqError `cancelled`, `database-mismatch`, and what else a database can say
 */
export async function loadDatabase(task: LoadTask): Promise<boolean> {
  const { database, content, archive, signal, onProgress } = task;
  await makeTables(database, content);
  const [first, end] = boundsOf(task.shard, archive.size);
  for (let start = first; start < end; start += BATCH) {
    if (signal?.aborted) fail('cancelled', {});
    const next = Math.min(start + BATCH, end);
    await loadMissing(task, start, next);
    onProgress?.(next - first, end - first);
  }
  return finish(task);
}

function boundsOf({ number, of }: Shard, size: number): readonly [first: number, end: number] {
  return [Math.floor(((number - 1) * size) / of), Math.floor((number * size) / of)];
}

async function loadMissing(task: LoadTask, first: number, end: number): Promise<void> {
  const missing = await missingIn(task, first, end);
  for (let start = 0; start < missing.length; start += CHUNK)
    await writeRows(task, missing.slice(start, start + CHUNK));
}

/** Positions without a row, and those whose row is of another observation. */
async function missingIn({ database, archive }: LoadTask, first: number, end: number): Promise<number[]> {
  const { table } = database.settings;
  const text = `SELECT position, id FROM ${table} WHERE position >= $1 AND position < $2`;
  const rows = await database.query(text, [first, end]);
  const ids = new Map(rows.map(({ position, id }) => [Number(position), id]));
  const positions = Array.from({ length: end - first }, (_, index) => first + index);
  return positions.filter((position) => ids.get(position) !== archive.id(position));
}

/** One array a column: the number of values of a statement is limited, that of the entries of an array is not. */
async function writeRows(task: LoadTask, positions: readonly number[]): Promise<void> {
  const { database, content } = task;
  const columns = await columnsOf(task, positions);
  const names = ['position', 'id', 'embedding', 'thumbnail', 'pixel_width', 'pixel_height'];
  const all = [...names, 'meta', ...content.parameters.map(columnOf)];
  const types = ['integer', 'text', 'vector', 'bytea', 'double precision', 'double precision', 'jsonb'];
  const given = columns.map((_, index) => `$${index + 1}::${types[index] ?? 'double precision'}[]`);
  const updates = all.slice(1).map((name) => `${name} = excluded.${name}`);
  await database.query(
    `INSERT INTO ${database.settings.table} (${all.join(', ')}) SELECT * FROM unnest(${given.join(', ')}) ` +
      `ON CONFLICT (position) DO UPDATE SET ${updates.join(', ')}`,
    columns,
  );
}

async function columnsOf(task: LoadTask, positions: readonly number[]): Promise<SqlValue[]> {
  const { archive, content } = task;
  const { embeddings, values, thumbnails } = await embedPositions(task, positions);
  const scales = positions.map((position) => archive.scale?.(position));
  const width = content.parameters.length;
  return [
    positions,
    positions.map((position) => archive.id(position)),
    rowsOf(embeddings, positions.length).map(vectorText),
    rowsOf(thumbnails, positions.length).map((row) => Buffer.from(row.buffer, row.byteOffset, row.length)),
    scales.map((scale) => scale?.width ?? null),
    scales.map((scale) => scale?.height ?? null),
    positions.map((position) => JSON.stringify(archive.meta(position))),
    ...content.parameters.map((_, column) => positions.map((_, row) => known(values[row * width + column]))),
  ];
}

/** NaN is how numbers say that they are missing, and NULL how tables do. */
const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

function rowsOf<T extends Float32Array | Int8Array>(values: T, count: number): T[] {
  const width = values.length / count;
  return Array.from({ length: count }, (_, row) => values.subarray(row * width, (row + 1) * width) as T);
}

async function finish({ database, archive }: LoadTask): Promise<boolean> {
  const { table } = database.settings;
  const [{ count }] = await database.query(`SELECT count(*) AS count FROM ${table} WHERE position < $1`, [
    archive.size,
  ]);
  if (Number(count) < archive.size) return false;
  await database.query(`DELETE FROM ${table} WHERE position >= $1`, [archive.size]);
  await makeGraph(database);
  await noteObservations(database, archive.size);
  return true;
}

/** What a world keeps beside the table: parameters of all observations, and their thumbnails. */
export interface LoadedColumns {
  /** One value an observation, by parameter; NaN where missing. */
  readonly columns: ReadonlyMap<string, Float64Array>;
  /** Rows of pixels, one an observation. */
  readonly thumbnails: Int8Array;
}

/** Reads them back from a table that is whole. */
export async function readColumns(
  { settings, query }: Database,
  size: number,
  parameters: readonly string[],
  area: number,
): Promise<LoadedColumns> {
  const columns = new Map(parameters.map((name) => [name, new Float64Array(size)]));
  const thumbnails = new Int8Array(size * area);
  const names = ['position', 'thumbnail', ...parameters.map(columnOf)].join(', ');
  for (let first = 0; first < size; first += PAGE) {
    const text = `SELECT ${names} FROM ${settings.table} WHERE position >= $1 AND position < $2`;
    for (const row of await query(text, [first, first + PAGE])) {
      const position = Number(row['position']);
      thumbnails.set(new Int8Array(row['thumbnail'] as Buffer), position * area);
      for (const [name, column] of columns) column[position] = Number(row[name.toLowerCase()] ?? NaN);
    }
  }
  return { columns, thumbnails };
}

/** Rows that are read at once. */
const PAGE = 5000;
