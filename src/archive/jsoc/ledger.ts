import { appendFile, open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../atomic-write.js';
import type { MetaValue } from '../archive.js';

/** What is known of one file of a folder: a line of its `records.jsonl`. */
export interface LedgerLine {
  readonly file: string;
  /** The query that gets the original back. */
  readonly record: string;
  readonly series: string;
  readonly keywords: Readonly<Record<string, MetaValue>>;
}

export const LEDGER = 'records.jsonl';

/**
 * The lines of a folder's ledger by file, as far as they are whole and their file is there; one a file, the last.
 * A run that was killed may have left half a line.
 */
export async function readLedger(folder: string): Promise<Map<string, LedgerLine>> {
  const content = await readFile(join(folder, LEDGER), 'utf8').catch(() => '');
  const lines = new Map<string, LedgerLine>();
  for (const line of content.split('\n').map(parseLine)) {
    if (line && (await isThere(join(folder, line.file)))) lines.set(line.file, line);
  }
  return lines;
}

function parseLine(line: string): LedgerLine | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isLine(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isLine(value: unknown): value is LedgerLine {
  if (typeof value !== 'object' || value === null) return false;
  const { file, record, series, keywords } = value as Record<string, unknown>;
  const isNamed = typeof file === 'string' && typeof record === 'string' && typeof series === 'string';
  return isNamed && typeof keywords === 'object' && keywords !== null && !/[/\\]/.test(file);
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined))?.isFile() ?? false;
}

/** Adds a line at once, synced to disk, so that a killed run has lost none of its files. */
export async function addLine(folder: string, line: LedgerLine): Promise<void> {
  const file = join(folder, LEDGER);
  await appendFile(file, `${JSON.stringify(line)}\n`);
  const handle = await open(file, 'r+');
  await handle.sync().finally(() => handle.close());
}

/** Writes the ledger anew, ordered by file: the same bytes whatever happened on the way. */
export async function writeLedger(folder: string, lines: ReadonlyMap<string, LedgerLine>): Promise<void> {
  const sorted = [...lines.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  await writeAtomically(join(folder, LEDGER), sorted.map((line) => `${JSON.stringify(line)}\n`).join(''));
}
