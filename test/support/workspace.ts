/** A folder of its own to run scripts in, away from the repo. */
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './root.js';

export interface Workspace {
  readonly directory: string;
  readonly remove: () => void;
}

/** @param links names in the workspace and the folders of the repo that they lead to */
export function workspace(links: Readonly<Record<string, string>> = { examples: 'examples' }): Workspace {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), 'giq-test-'));
  for (const [name, folder] of Object.entries(links)) symlinkSync(join(ROOT, folder), join(directory, name));
  return { directory, remove: () => rmSync(directory, { recursive: true }) };
}
