/** Temporary files, and what becomes of those that killed runs have left. */
import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Names of temporary files and folders. One that is left belongs to a run that was killed: nothing reads it. */
export const TEMPORARY = /^\..*\.giq-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

/** A name beside a path, for what is to get that name when it is whole. */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `.${basename(path).slice(0, 100)}.giq-${randomUUID()}.tmp`);
}

/**
 * A file that nothing has been written to for so long belongs to nobody, on whichever machine it was begun: process
 * numbers would not tell, since folders are shared between machines and containers.
 */
const STALE_MILLISECONDS = 3_600_000;

/** Folders that this process has looked through: once is enough, and some have very many files. */
const seen = new Set<string>();

/** Removes the temporary files that killed runs have left in a folder, an hour after; where that is refused, they stay. */
export async function removeStale(folder: string, now = Date.now()): Promise<void> {
  if (seen.has(folder)) return;
  seen.add(folder);
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => TEMPORARY.test(each)))
    await removeIfStale(join(folder, name), now).catch(() => undefined);
}

async function removeIfStale(path: string, now: number): Promise<void> {
  const { mtimeMs } = await stat(path);
  if (now - mtimeMs > STALE_MILLISECONDS) await rm(path, { recursive: true, force: true });
}
