import { stringify } from 'csv-stringify/sync';

/** A cell of a table; missing values are `null`, `undefined` or NaN. */
export type CsvCell = number | string | boolean | null | undefined;

/**
 * Encodes a table as CSV (RFC 4180, UTF-8, lines end in a line feed) with one line of names first.
 *
 * Missing values are empty cells. Numbers keep all the digits they need to be read back unchanged.
 */
export function encodeCsv(columns: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (Number.isNaN(cell) ? null : cell)));
  return stringify([[...columns], ...cells], { cast: { boolean: String, number: String } });
}
