import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join, normalize } from 'node:path';
import { fail } from '../diagnostics/diagnostic.js';
import type { FileRecord, Manifest } from './manifest.js';
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
  const expected = manifest.files[file];
  if (!expected) return failUnlisted(directory, file);
  const bytes = await readIfThere(path);
  if (!bytes) return fail('world-file-missing', { world: manifest.name, file });
  const found = recordOfBytes(bytes);
  if (found.sha256 === expected.sha256) return bytes;
  return fail('corrupted', { file: path, expected: recordText(expected), found: recordText(found) });
}

/** Compares every file that the manifest lists with what it says. */
export async function checkWorldFiles(directory: string, { files }: Manifest): Promise<readonly FileCheck[]> {
  const checks: FileCheck[] = [];
  for (const [file, { sha256 }] of Object.entries(files)) {
    const bytes = await readIfThere(pathInside(directory, file));
    const same = bytes !== undefined && recordOfBytes(bytes).sha256 === sha256;
    checks.push({ file, state: bytes === undefined ? 'missing' : same ? 'whole' : 'changed' });
  }
  return checks;
}

/** The path of a file of a world: a manifest, which may come from anywhere, names no file outside of its folder. */
export function pathInside(directory: string, file: string): string {
  const path = normalize(file);
  if (isAbsolute(path) || /^\.\.([/\\]|$)/.test(path)) {
    const expected = 'names of files inside of its folder';
    fail('file-structure', { file: join(directory, MANIFEST_FILE), key: 'files', found: file, expected });
  }
  return join(directory, path);
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
