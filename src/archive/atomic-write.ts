import { mkdir, open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail, GiqError } from '../diagnostics/diagnostic.js';
import { removeStale, temporaryBeside } from './stale-files.js';

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

/** Writes to a file that is empty. */
type Write = (file: FileHandle) => Promise<void>;

/**
 * Writes a file as a whole or not at all: to a temporary file beside it, synced to disk, then renamed.
 *
 * Missing folders are made. A link is followed, so that what it points to is replaced and not the link. Devices and pipes
 * are written into.
 *
 * @throws GiqError `file-not-writable` with the reason; nothing is left behind then
 */
export function writeAtomically(path: string, bytes: Uint8Array | string): Promise<void> {
  return writeAtomicallyBy(path, (file) => file.writeFile(bytes));
}

/**
 * The same for what is too large to be in memory at once.
 *
 * @param write is given the temporary file, empty
 * @throws GiqError `file-not-writable`
 */
export function writeAtomicallyBy(path: string, write: Write): Promise<void> {
  return orNotWritable(path, async () => {
    await makeFolder(dirname(path));
    const target = await targetOf(path);
    await ((await isDevice(target)) ? writeInto(target, write) : replace(target, write));
  });
}

/**
 * Writes a file and another beside it that describes it. A kill in between leaves a file without a description, and never
 * with that of another file.
 *
 * @throws GiqError `file-not-writable`; where there is no room, both files are as they were
 */
export function writeDescribed(
  path: string,
  bytes: Uint8Array | string,
  description: { readonly path: string; readonly text: string },
): Promise<void> {
  return orNotWritable(path, async () => {
    await makeFolder(dirname(path));
    const [target, beside] = [await targetOf(path), await targetOf(description.path)];
    const described = await stage(beside, (file) => file.writeFile(description.text));
    try {
      await replace(target, async (file) => {
        await file.writeFile(bytes);
        await file.sync();
        await rm(beside, { force: true });
      });
      await rename(described, beside);
    } catch (error) {
      await rm(described, { force: true });
      throw error;
    }
  });
}

/** `/dev/null` and pipes are written into: whoever is root would put a file in their place. */
async function isDevice(path: string): Promise<boolean> {
  const status = await stat(path).catch(() => undefined);
  return status !== undefined && !status.isFile() && !status.isDirectory();
}

async function writeInto(path: string, write: Write): Promise<void> {
  const file = await open(path, 'w');
  try {
    await write(file);
  } finally {
    await file.close();
  }
}

/** A link is followed. */
const targetOf = (path: string): Promise<string> => realpath(path).catch(() => path);

/**
 * Does something that writes to a file. What the disk refuses is told by the name of the file.
 *
 * @throws GiqError `file-not-writable` with the reason
 */
export async function orNotWritable<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GiqError) throw error;
    const { code = '', message } = error as NodeJS.ErrnoException;
    return fail('file-not-writable', { file: path, reason: REASONS[code] ?? message });
  }
}

/** A folder that is there is not asked for again: a sandbox might refuse to make it. */
async function makeFolder(folder: string): Promise<void> {
  const status = await stat(folder).catch(() => undefined);
  if (!status?.isDirectory()) await mkdir(folder, { recursive: true });
}

async function replace(target: string, write: Write): Promise<void> {
  const temporary = await stage(target, write);
  try {
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Writes what a file is to hold to a temporary file beside it. */
async function stage(target: string, write: Write): Promise<string> {
  await refuseFolder(target);
  await removeStale(dirname(target));
  const temporary = temporaryBeside(target);
  try {
    await writeSynced(temporary, write);
    return temporary;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeSynced(path: string, write: Write): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await write(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function refuseFolder(target: string): Promise<void> {
  const status = await stat(target).catch(() => undefined);
  if (status?.isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
}
