/** What an interrupted run has done: one line an image, written after its patches. */
import { createReadStream } from 'node:fs';
import { appendFile, open, truncate } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Meta } from '../archive.js';
import { orNotWritable } from '../atomic-write.js';

/** Something to report of an image. */
export interface Problem {
  readonly outcome: 'refused' | 'duplicate' | 'warning';
  readonly code: string;
  readonly message: string;
}

/** What became of one image of a file. */
export interface JournalEntry {
  /** Number of the file among the inputs, from 0. */
  readonly file: number;
  readonly image: number;
  /** How many images the file has. */
  readonly of: number;
  readonly rows: readonly Meta[];
  readonly problems: readonly Problem[];
}

/** Adds lines to the journal. */
export async function appendEntries(path: string, entries: readonly JournalEntry[]): Promise<void> {
  const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  await orNotWritable(path, () => appendFile(path, lines));
}

/** The entries of a journal, one after the other. */
export async function* readJournal(path: string): AsyncGenerator<JournalEntry> {
  for await (const line of linesOf(path)) yield JSON.parse(line) as JournalEntry;
}

function linesOf(path: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(path), crlfDelay: Infinity });
}

/**
 * Brings journal and patches of a killed run to where both agree: a line that was not finished, and patches without a
 * line, are cut off; so are lines without patches, which the failure of a machine can leave.
 *
 * @param patchBytes bytes of one patch
 */
export async function mendJournal(journal: string, patches: string, patchBytes: number): Promise<void> {
  const size = await sizeOf(journal);
  const stored = Math.floor((await sizeOf(patches)) / patchBytes);
  let [kept, rows] = [0, 0];
  for await (const line of linesOf(journal)) {
    const end = kept + Buffer.byteLength(line) + 1;
    const count = end <= size ? (JSON.parse(line) as JournalEntry).rows.length : Infinity;
    if (rows + count > stored) break;
    rows += count;
    kept = end;
  }
  await cut(journal, kept);
  await cut(patches, rows * patchBytes);
}

async function sizeOf(path: string): Promise<number> {
  const file = await open(path, 'a+');
  try {
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

async function cut(path: string, bytes: number): Promise<void> {
  if ((await sizeOf(path)) !== bytes) await truncate(path, bytes);
}
