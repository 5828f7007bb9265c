import type { ColumnSource } from 'hyparquet-writer';
import type { CsvCell } from './csv.js';

/** A column with its values from the first row to the last; missing ones are `null`, `undefined` or NaN. */
export interface ParquetColumn {
  readonly name: string;
  readonly values: readonly CsvCell[];
}

/** ISO 8601 in UTC, as giq writes times. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;

/**
 * Encodes a table as Parquet: numbers as doubles, times as timestamps in milliseconds (UTC), truths as booleans, all else
 * as strings. What is missing is null.
 *
 * @param metadata key-value metadata of the file
 */
export async function encodeParquet(
  columns: readonly ParquetColumn[],
  metadata: Readonly<Record<string, string>> = {},
): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const kvMetadata = Object.entries(metadata).map(([key, value]) => ({ key, value }));
  return new Uint8Array(parquetWriteBuffer({ columnData: columns.map(storedColumn), kvMetadata }));
}

function storedColumn({ name, values }: ParquetColumn): ColumnSource {
  const given = values.map((value) => (value === undefined || Number.isNaN(value) ? null : value));
  const known = given.filter((value) => value !== null);
  const column = (type: NonNullable<ColumnSource['type']>, data: readonly unknown[]): ColumnSource => ({
    ...{ name, type, nullable: true, data: [...data] },
  });
  if (known.every((value) => typeof value === 'number')) return column('DOUBLE', given);
  if (known.every((value) => typeof value === 'boolean')) return column('BOOLEAN', given);
  if (known.every((value) => typeof value === 'string' && TIME.test(value)))
    return column(
      'TIMESTAMP',
      given.map((value) => (typeof value === 'string' ? new Date(value) : null)),
    );
  return column(
    'STRING',
    given.map((value) => (value === null ? null : String(value))),
  );
}
