import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../diagnostics/diagnostic.js';
import { FORMATS } from '../readers/index.js';
import type { InputFile } from './task.js';

/** Endings of files that are taken from a folder; a file that is named itself may have any. */
const ENDINGS = [...FORMATS.flatMap(({ endings = [] }) => endings), 'h5', 'hdf5'];
const READABLE = new RegExp(`\\.(${ENDINGS.join('|')})(\\.gz|\\.fz)?$`, 'i');

/** Endings of data that giq does not read: they are taken too, so that the report says of each why it is not there. */
const FOREIGN_ENDINGS = /\.(mat|sav|asdf|nc|cdf|jp2|tiff?|gif)$/i;

/**
 * The files that a command line names: files, folders with all that lies in them, and patterns with `*`, `**` and `?`.
 * Each once, in the order of their paths, so that the same files give the same archive.
 *
 * @throws GiqError `archive-without-files`
 */
export async function findInputs(from: readonly string[]): Promise<readonly InputFile[]> {
  const paths = new Set<string>();
  for (const each of from) for (const path of await pathsOf(each)) paths.add(path);
  const inputs = await Promise.all([...paths].sort().map(inputOf));
  return inputs.filter((input) => input !== undefined);
}

/** Undefined for a file that has gone since its folder was listed. */
async function inputOf(path: string): Promise<InputFile | undefined> {
  const status = await stat(path).catch(() => undefined);
  return status && { path, bytes: status.size, changed: Math.round(status.mtimeMs) };
}

async function pathsOf(from: string): Promise<readonly string[]> {
  const status = await stat(from).catch(() => undefined);
  if (status?.isFile()) return [from];
  const found = status?.isDirectory() ? await filesIn(from) : await matching(from);
  if (found.length > 0) return found;
  const what = status ? `${from} has no file of a format that giq reads` : `there is no file ${from}`;
  return fail('archive-without-files', { what });
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && isData(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

const isData = (name: string): boolean => READABLE.test(name) || FOREIGN_ENDINGS.test(name);

/** Files that match a pattern; looked for from the last folder before its first star. */
async function matching(pattern: string): Promise<string[]> {
  if (!/[*?]/.test(pattern)) return [];
  const fixed = pattern.slice(0, pattern.search(/[*?]/));
  const folder = fixed.slice(0, fixed.lastIndexOf('/') + 1) || '.';
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const expression = patternOf(join(pattern));
  return paths.filter((path) => expression.test(path));
}

/** `*` and `?` stay inside of a name, `**` goes over folders. */
function patternOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/?|\*|\?/g, (star) => (star.startsWith('**') ? '.*' : star === '*' ? '[^/]*' : '[^/]'));
  return new RegExp(`^${source}$`);
}
