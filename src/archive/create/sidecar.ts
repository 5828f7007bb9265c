/** What is known of images besides their files: CSV tables, and the records of `giq archive fetch`. */
import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail } from '../../diagnostics/diagnostic.js';
import type { Meta } from '../archive.js';
import { readText } from '../readers/file.js';
import { stemOf } from '../readers/file-name.js';
import { named } from './values.js';

/** What a sidecar says of one image. */
export interface Given {
  /** Columns of a CSV table, by names that the language can write. */
  readonly columns: Meta;
  /** A line of records.jsonl: keywords under their names of JSOC. */
  readonly record?: { readonly record?: string; readonly series?: string; readonly keywords: Meta };
}

/** Looks up what is known of the image at a position of a file. @throws GiqError `sidecar-rows` */
export type Lookup = (path: string, position: number, count: number) => Promise<Given>;

/**
 * Rows of a CSV file that has a column `file` are matched by the name of the file (and `image`, a position, where there is
 * one); other rows by the order of the images.
 *
 * @param metadata a table for all inputs; otherwise `X.csv` beside a stack `X.npz`
 */
export function openSidecars(metadata: string | undefined, inputs: number): Lookup {
  const tables = remembered((path: string) => readTable(path));
  const records = remembered((folder: string) => readRecords(join(folder, 'records.jsonl')));
  return async (path, position, count) => {
    const table = await tables(metadata ?? join(dirname(path), `${stemOf(path)}.csv`));
    if (metadata !== undefined && !table) fail('file-not-found', { file: metadata });
    const columns = table && rowFor(table, path, position, count, metadata === undefined ? 1 : inputs);
    const record = (await records(dirname(path))).get(basename(path));
    return { columns: columns ?? {}, ...(record && { record }) };
  };
}

interface Table {
  readonly path: string;
  readonly rows: readonly Meta[];
  /** Rows by file and position, where there is a column `file`. */
  readonly byFile?: ReadonlyMap<string, Meta>;
}

async function readTable(path: string): Promise<Table | undefined> {
  const text = await textIfThere(path);
  if (text === undefined) return undefined;
  const { parse } = await import('csv-parse/sync');
  try {
    const rows: Record<string, unknown>[] = parse(text, {
      columns: true,
      bom: true,
      skip_empty_lines: true,
      max_record_size: 2 ** 20,
    });
    const values = rows.map(named);
    if (!rows[0] || !('file' in values[0])) return { path, rows: values };
    const byFile = new Map(values.map((row) => [keyOf(String(row['file']), row['image']), row]));
    return { path, rows: values, byFile };
  } catch (error) {
    return fail('file-not-readable-as', {
      file: path,
      format: 'CSV',
      problem: String((error as Error).message),
    });
  }
}

/** What is there has to be readable: a table that is passed over would be missed by nobody. */
async function textIfThere(path: string): Promise<string | undefined> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  return isThere ? readText(path) : undefined;
}

const keyOf = (file: string, image: unknown): string =>
  JSON.stringify([basename(file), typeof image === 'number' ? image : 0]);

function rowFor(
  table: Table,
  path: string,
  position: number,
  count: number,
  inputs: number,
): Meta | undefined {
  if (table.byFile) {
    const { file: _, image: __, ...row } = table.byFile.get(keyOf(path, position)) ?? {};
    return row;
  }
  const images = inputs === 1 ? count : inputs;
  if (inputs !== 1 || table.rows.length !== count)
    fail('sidecar-rows', { file: table.path, rows: table.rows.length, images });
  return table.rows[position];
}

/** Lines that are no records, such as the last of an interrupted download, count for nothing. */
async function readRecords(path: string): Promise<ReadonlyMap<string, NonNullable<Given['record']>>> {
  const text = (await textIfThere(path)) ?? '';
  const records = new Map<string, NonNullable<Given['record']>>();
  for (const line of text.split('\n')) {
    const parsed = parseLine(line);
    if (!parsed) continue;
    const { file, record, series, keywords } = parsed;
    records.set(basename(String(file)), {
      ...(typeof record === 'string' && { record }),
      ...(typeof series === 'string' && { series }),
      keywords: (typeof keywords === 'object' && keywords !== null ? keywords : {}) as Meta,
    });
  }
  return records;
}

function parseLine(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'file' in value ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function remembered<T>(make: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}
