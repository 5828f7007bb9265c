import { createHash } from 'node:crypto';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, normalize, sep } from 'node:path';
import { MAX_FILE_BYTES } from '../archive/readers/limits.js';
import { recordOfFile } from '../archive/store/observations.js';
import { fail } from '../diagnostics/diagnostic.js';
import type { FileRecord, Manifest } from './manifest.js';
import { readTensorFile, type TensorFile } from './tensor-file.js';
import { MANIFEST_FILE } from './world-folders.js';

/** The state of one file of a world. */
export interface FileCheck {
  readonly file: string;
  readonly state: 'whole' | 'missing' | 'changed';
}

/** Size and SHA-256 of some bytes. */
export function recordOfBytes(bytes: Uint8Array): FileRecord {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}

/**
 * Reads a file of a world, which must be as the manifest says.
 *
 * @throws GiqError `world-file-missing`, `corrupted`, `file-structure` where the manifest does not list it
 */
export async function readWorldFile(
  directory: string,
  manifest: Manifest,
  file: string,
): Promise<Uint8Array> {
  const path = pathInside(directory, file);
  const expected = Object.hasOwn(manifest.files, file) ? manifest.files[file] : undefined;
  if (!expected) return failUnlisted(directory, file);
  const status = await stat(path).catch(() => undefined);
  if (status?.isFile() && status.size !== expected.bytes)
    fail('corrupted', { file: path, expected: `${expected.bytes} bytes`, found: `${status.size} bytes` });
  if (expected.bytes > MAX_FILE_BYTES)
    fail('file-too-large', { file: path, bytes: expected.bytes, limit: MAX_FILE_BYTES });
  const bytes = await readIfThere(path);
  if (!bytes) return fail('world-file-missing', { world: manifest.name, file });
  const found = recordOfBytes(bytes);
  if (found.sha256 === expected.sha256) return bytes;
  return fail('corrupted', { file: path, expected: recordText(expected), found: recordText(found) });
}

/**
 * Reads the tensors of a file of a world, which must be as the manifest says and may be larger than what Node reads at once.
 *
 * @param leave names of tensors that are not kept in memory
 * @throws GiqError as `readWorldFile`, and `tensors-damaged`
 */
export async function readWorldTensors(
  directory: string,
  manifest: Manifest,
  file: string,
  leave?: readonly string[],
): Promise<TensorFile> {
  const path = pathInside(directory, file);
  const expected = Object.hasOwn(manifest.files, file) ? manifest.files[file] : undefined;
  if (!expected) return failUnlisted(directory, file);
  const status = await stat(path).catch(() => undefined);
  if (!status?.isFile()) return fail('world-file-missing', { world: manifest.name, file });
  return readTensorFile(path, expected, leave);
}

/** Compares every file that the manifest lists with what it says. */
export async function checkWorldFiles(directory: string, { files }: Manifest): Promise<readonly FileCheck[]> {
  const checks: FileCheck[] = [];
  for (const [file, { sha256 }] of Object.entries(files)) {
    const found = await recordOfFile(pathInside(directory, file)).catch(() => undefined);
    checks.push({ file, state: !found ? 'missing' : found.sha256 === sha256 ? 'whole' : 'changed' });
  }
  return checks;
}

/**
 * The path of a file of a world: a manifest, which may come from anywhere, names no file outside of its folder.
 *
 * @param listing name of the file that names it
 */
export function pathInside(directory: string, file: string, listing = MANIFEST_FILE): string {
  const path = normalize(file);
  if (isAbsolute(path) || /^\.\.([/\\]|$)/.test(path) || path.includes('\0')) {
    const expected = 'names of files inside of its folder';
    fail('file-structure', { file: join(directory, listing), key: 'files', found: file, expected });
  }
  return join(directory, path);
}

/**
 * Refuses a folder with a link that leads out of it: through it, a world or archive of a stranger could have other files
 * read, or written over.
 *
 * @throws GiqError `link-outside`
 */
export async function refuseLinksOutside(directory: string): Promise<void> {
  const home = await realpath(directory).catch(() => directory);
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries.filter((each) => each.isSymbolicLink())) {
    const path = join(entry.parentPath, entry.name);
    const target = await realpath(path).catch(() => undefined);
    if (target === undefined || !`${target}${sep}`.startsWith(`${home}${sep}`))
      fail('link-outside', { file: path, folder: directory });
  }
}

function failUnlisted(directory: string, file: string): never {
  const place = { file: join(directory, MANIFEST_FILE), key: `files.${file}` };
  return fail('file-structure', { ...place, found: 'nothing', expected: 'the size and SHA-256 of the file' });
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function recordText({ bytes, sha256 }: FileRecord): string {
  return `${bytes} bytes with SHA-256 ${sha256.slice(0, 12)}…`;
}
