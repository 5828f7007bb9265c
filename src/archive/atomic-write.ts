import { randomUUID } from 'node:crypto';
import { mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail } from '../diagnostics/diagnostic.js';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission is missing',
  ERR_ACCESS_DENIED: 'permission is missing',
  EIO: 'the disk reports an error',
  EFBIG: 'the file would be larger than is allowed here',
  EPERM: 'permission is missing',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EEXIST: 'a part of its path is a file, not a folder',
  ENAMETOOLONG: 'the name is too long',
};

/** Names of temporary files. One that is left belongs to a run that was killed: nothing reads it. */
export const TEMPORARY = /^\..*\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

/**
 * Writes a file as a whole or not at all: to a temporary file beside it, synced to disk, then renamed.
 *
 * Missing folders are made. A link is followed, so that what it points to is replaced and not the link.
 *
 * @throws GiqError `file-not-writable` with the reason; nothing is left behind then
 */
export async function writeAtomically(path: string, bytes: Uint8Array | string): Promise<void> {
  try {
    await makeFolder(dirname(path));
    await replace(await realpath(path).catch(() => path), bytes);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    fail('file-not-writable', { file: path, reason: REASONS[code] ?? message });
  }
}

/** A folder that is there is not asked for again: a sandbox might refuse to make it. */
async function makeFolder(folder: string): Promise<void> {
  const status = await stat(folder).catch(() => undefined);
  if (!status?.isDirectory()) await mkdir(folder, { recursive: true });
}

async function replace(target: string, bytes: Uint8Array | string): Promise<void> {
  await refuseFolder(target);
  const temporary = join(dirname(target), `.${basename(target).slice(0, 100)}.${randomUUID()}.tmp`);
  try {
    await writeSynced(temporary, bytes);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeSynced(path: string, bytes: Uint8Array | string): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function refuseFolder(target: string): Promise<void> {
  const status = await stat(target).catch(() => undefined);
  if (status?.isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
}
