import { isAbsolute, relative } from 'node:path';

/** What a script wants with a file. */
export type Access = 'read' | 'write';

/** The folders that a script may read from and write to, with all that lies in them: real paths, without links. */
export interface FilePolicy {
  readonly read: readonly string[];
  readonly write: readonly string[];
}

/**
 * Whether a policy lets a script have a file. Pure: links have to be resolved before.
 *
 * @param path absolute, without links, `.` and `..`
 */
export function allows(policy: FilePolicy, access: Access, path: string): boolean {
  return policy[access].some((folder) => isBelow(folder, path));
}

/** Whether a path is a folder or lies in it: `/data2` does not lie in `/data`. */
export function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!isAbsolute(way) && way !== '..' && !/^\.\.[/\\]/.test(way));
}
