import { resolve } from 'node:path';
import type { Context } from './context.js';
import type { Access } from './files/policy.js';

/**
 * The path of a file whose name is relative to a folder. It stays as it was written where it means the same in the
 * folder that the program runs in: messages then call the file by that name.
 */
export function pathFrom(directory: string, file: string): string {
  const path = resolve(directory, file);
  return path === resolve(file) ? file : path;
}

/**
 * The path to open for a file that a script names.
 *
 * @throws GiqError `access-denied` where the script may not have it
 */
export function scriptFile(
  file: string,
  access: Access,
  { directory, files }: Pick<Context, 'directory' | 'files'>,
): Promise<string> {
  return files.open(pathFrom(directory, file), access);
}
