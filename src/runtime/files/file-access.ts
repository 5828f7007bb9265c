import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fail } from '../../diagnostics/diagnostic.js';
import { allows, type Access, type FilePolicy } from './policy.js';

/** The one place where files are authorised that a script names. */
export interface FileAccess {
  /** Are there folders to which it is bound? */
  readonly isRestricted: boolean;
  /**
   * The path to open for a file that a script wants.
   *
   * @throws GiqError `access-denied`
   */
  readonly open: (path: string, access: Access) => Promise<string>;
}

/** What a script of the user's own may do: whatever the user may. */
export const UNRESTRICTED: FileAccess = { isRestricted: false, open: async (path) => path };

/** Binds a script to folders. The path that is opened has no links any more, so that none can lead out of them. */
export function restrictedTo(policy: FilePolicy): FileAccess {
  return {
    isRestricted: true,
    open: async (path, access) => {
      const target = await realTarget(resolve(path));
      if (allows(policy, access, target)) return target;
      const hints = [`\`--allow-${access} ${dirname(target)}\` would allow it`];
      return fail('access-denied', { file: path, what: access === 'read' ? 'reads' : 'writes' }, { hints });
    },
  };
}

/** Where a path leads when all links are followed; the part that is not there yet stays as it is. */
export async function realTarget(path: string): Promise<string> {
  const found = await realpath(path).catch(() => undefined);
  if (found !== undefined || dirname(path) === path) return found ?? path;
  return join(await realTarget(dirname(path)), basename(path));
}
