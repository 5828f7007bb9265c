import { resolve } from 'node:path';

/**
 * The path of a file whose name is relative to a folder. It stays as it was written where it means the same in the
 * folder that the program runs in: messages then call the file by that name.
 */
export function pathFrom(directory: string, file: string): string {
  const path = resolve(directory, file);
  return path === resolve(file) ? file : path;
}
