import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail } from '../../diagnostics/diagnostic.js';
import { suggest } from '../../diagnostics/suggest.js';
import { MAX_FILE_BYTES } from './limits.js';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission is missing',
  EPERM: 'permission is missing',
  EIO: 'the disk reports an error',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its links go round in a circle',
};

/**
 * Reads a whole file.
 *
 * @throws GiqError `file-not-found` (with a similar name of the same folder), `file-is-folder`, `file-not-readable`,
 * `file-empty` or `file-too-large`
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  const status = await stat(path).catch((error: NodeJS.ErrnoException) => refuse(path, error));
  if (status.isDirectory()) fail('file-is-folder', { file: path });
  if (!status.isFile())
    fail('file-not-readable', { file: path, reason: 'it is a device or a pipe, not a file' });
  if (status.size === 0) fail('file-empty', { file: path });
  if (status.size > MAX_FILE_BYTES)
    fail('file-too-large', { file: path, bytes: status.size, limit: MAX_FILE_BYTES });
  return readFile(path).catch((error: NodeJS.ErrnoException) => refuse(path, error));
}

/** The most bytes of a table, list or script that a person has written. */
const MAX_TEXT_BYTES = 2 ** 26;

/**
 * Reads a whole text in UTF-8; an empty one is a text.
 *
 * @throws GiqError as `readBytes`; `file-too-large` above 64 MiB
 */
export async function readText(path: string): Promise<string> {
  const status = await stat(path).catch((error: NodeJS.ErrnoException) => refuse(path, error));
  if (status.isFile() && status.size === 0) return '';
  if (status.size > MAX_TEXT_BYTES)
    fail('file-too-large', { file: path, bytes: status.size, limit: MAX_TEXT_BYTES });
  return Buffer.from(await readBytes(path)).toString('utf8');
}

async function refuse(path: string, { code = '', message }: NodeJS.ErrnoException): Promise<never> {
  if (code !== 'ENOENT' && code !== 'ENOTDIR')
    fail('file-not-readable', { file: path, reason: REASONS[code] ?? message });
  return fail('file-not-found', { file: path }, { hints: await similarNames(path) });
}

async function similarNames(path: string): Promise<string[]> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => undefined);
  if (!names) return [`there is no folder \`${folder}\``];
  const word = basename(path);
  const similar = suggest(word, names)[0] ?? names.sort().find((name) => name.startsWith(word));
  return similar === undefined ? [] : [`\`${join(folder, similar)}\` might be meant`];
}
