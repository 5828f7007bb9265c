import { type FileHandle, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../diagnostics/diagnostic.js';
import { writeAtomically } from '../atomic-write.js';
import { object, parseJson, text } from '../../diagnostics/structure.js';

/** A download that has begun: `FILE.part` beside its target, with `FILE.part.json` that says of what it is a part. */
export interface Part {
  readonly bytes: number;
  /** ETag or Last-Modified, by which the site tells whether its file is still the same. */
  readonly validator: string;
}

const note = object({ url: text, validator: text });

/** The part of this URL that is there, or undefined. One of another URL, or of unknown age, is of no use. */
export async function findPart(target: string, url: string): Promise<Part | undefined> {
  const file = noteOf(target);
  try {
    const found = note(parseJson(await readFile(file, 'utf8'), file), { file, key: '' });
    const { size } = await stat(partOf(target));
    return found.url === url && size > 0 ? { bytes: size, validator: found.validator } : undefined;
  } catch {
    return undefined;
  }
}

/** Begins a part anew. Without a validator it can never be gone on with. */
export async function beginPart(target: string, url: string, validator: string | null): Promise<void> {
  await dropPart(target);
  if (validator !== null) await writeAtomically(noteOf(target), JSON.stringify({ url, validator }));
}

/** Appends to the part; what came before an interruption stays. */
export async function appendPart(target: string, body: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await open(partOf(target), 'a');
  try {
    for await (const chunk of body) await write(handle, chunk, target);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function write(handle: FileHandle, chunk: Uint8Array, file: string): Promise<void> {
  await handle
    .writeFile(chunk)
    .catch((error: Error) => fail('file-not-writable', { file, reason: error.message }));
}

export async function readPart(target: string): Promise<Uint8Array> {
  return readFile(partOf(target));
}

/** The part becomes the file. */
export async function finishPart(target: string): Promise<void> {
  await rename(partOf(target), target);
  await rm(noteOf(target), { force: true });
}

export async function dropPart(target: string): Promise<void> {
  await Promise.all([partOf(target), noteOf(target)].map((file) => rm(file, { force: true })));
}

/** Files that a run was writing when it was killed; their names are those of writeAtomically. */
const UNFINISHED = /^\.(.+\.part\.json|records\.jsonl|fetch-report\.json)\.(giq-)?[0-9a-f-]{36}\.tmp$/;

/** Removes what a killed run has left that no run can go on with. */
export async function sweep(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const unfinished = names.filter((name) => UNFINISHED.test(name));
  await Promise.all(unfinished.map((name) => rm(join(folder, name), { force: true })));
}

const partOf = (target: string) => `${target}.part`;
const noteOf = (target: string) => `${target}.part.json`;
