/** Metadata in Parquet, which pandas and many others read. */
import { createReadStream } from 'node:fs';
import { fail, GiqError } from '../../diagnostics/diagnostic.js';
import type { Meta, MetaField, MetaValue } from '../archive.js';
import { columnBuilder, type Column, type ColumnBuilder } from './packed-column.js';

const PARQUET_TYPES = { number: 'DOUBLE', text: 'STRING', date: 'TIMESTAMP', boolean: 'BOOLEAN' } as const;

/** What a row of metadata may have, unpacked, and what any file may: texts of headers have some kilobytes. */
const BYTES_A_ROW = 2 ** 14;
const ALWAYS_READ = 2 ** 24;

/** Rows that are held at a time, and in one group of the file. */
const ROWS = 10_000;

/**
 * Writes rows as a Parquet file, in groups, so that they need not fit into memory. Numbers are doubles, dates are
 * timestamps in milliseconds (UTC), what is missing is null.
 */
export async function writeObservations(
  path: string,
  fields: readonly MetaField[],
  rows: AsyncIterable<Meta>,
): Promise<void> {
  const { fileWriter, ParquetWriter, schemaFromColumnData } = await import('hyparquet-writer');
  const columns = (batch: readonly Meta[]) =>
    fields.map(({ name, type }) => ({
      name,
      type: PARQUET_TYPES[type],
      data: batch.map((row) => stored(row[name] ?? null, type)),
      nullable: true,
    }));
  const file = new ParquetWriter({
    writer: fileWriter(path),
    schema: schemaFromColumnData({ columnData: columns([]) }),
  });
  for await (const batch of inBatches(rows, ROWS))
    await file.write({ columnData: columns(batch), rowGroupSize: ROWS });
  await file.finish();
}

function stored(value: MetaValue, type: MetaField['type']): MetaValue | Date {
  if (value === null) return null;
  if (type === 'date') return new Date(String(value));
  return type === 'text' ? String(value) : value;
}

async function* inBatches(rows: AsyncIterable<Meta>, size: number): AsyncGenerator<Meta[]> {
  let batch: Meta[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The columns of an archive's metadata, by name: one value an observation. */
export type ObservationColumns = ReadonlyMap<string, Column>;

/**
 * Reads a Parquet file by columns. Rows are only made of one group of the file at a time.
 *
 * @throws GiqError `file-not-readable-as`, `archive-damaged` where columns or rows are missing
 */
export async function readObservations(
  path: string,
  fields: readonly MetaField[],
  count: number,
): Promise<ObservationColumns> {
  const builders = new Map<string, ColumnBuilder>();
  let found = 0;
  for await (const rows of rowGroups(path, count)) {
    for (const { name, type } of found === 0 ? fields : []) builders.set(name, columnBuilder(type, count));
    for (const [name, builder] of builders) for (const row of rows) builder.add(row[name]);
    found += rows.length;
  }
  if (found !== count) failRows(path, count, found);
  return new Map(
    fields.map(({ name, type }) => [name, (builders.get(name) ?? columnBuilder(type, 0)).finish()]),
  );
}

function failRows(file: string, count: number, found: number): never {
  return fail('archive-damaged', { file, expected: `${count} rows`, found: String(found) });
}

/** What is announced is checked before it is unpacked: a few bytes can stand for any number of rows. */
async function* rowGroups(path: string, count: number): AsyncGenerator<Record<string, unknown>[]> {
  const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } = await import('hyparquet');
  try {
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    if (Number(metadata.num_rows) !== count) failRows(path, count, Number(metadata.num_rows));
    const sizes = metadata.row_groups.map((group) => Number(group.total_byte_size));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    if (bytes > BYTES_A_ROW * count + ALWAYS_READ)
      fail('archive-damaged', { file: path, expected: `${count} rows`, found: `${bytes} bytes of them` });
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      yield await parquetReadObjects({ file, metadata, rowStart, rowEnd });
      rowStart = rowEnd;
    }
  } catch (error) {
    if (error instanceof GiqError) throw error;
    return fail('file-not-readable-as', { file: path, format: 'Parquet', problem: String(error) });
  }
}

/** SHA-256 and size of a file, read as a stream. */
export async function recordOfFile(path: string): Promise<{ sha256: string; bytes: number }> {
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { sha256: hash.digest('hex'), bytes };
}
