/** A folder of its own to run scripts in, away from the repo. */
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeOddFiles } from './odd-files.js';
import { ROOT } from './root.js';
import { writeTinyWorlds } from './tiny-world.js';

export interface Workspace {
  readonly directory: string;
  readonly remove: () => void;
}

/** Names in every workspace, and the folders of the repo that they lead to. */
const links = {
  examples: 'examples',
  files: 'test/fixtures/files',
  ok: 'test/fixtures/ok',
  'parse-error': 'test/fixtures/parse-error',
  'plan-error': 'test/fixtures/plan-error',
  'runtime-error': 'test/fixtures/runtime-error',
  'usage-error': 'test/fixtures/usage-error',
};

/** A new folder with links to scripts and files, and with odd/ and worlds/ for what can go wrong. */
export function workspace(): Workspace {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), 'giq-test-'));
  for (const [name, folder] of Object.entries(links)) symlinkSync(join(ROOT, folder), join(directory, name));
  writeOddFiles(join(directory, 'odd'));
  writeTinyWorlds(join(directory, 'worlds'));
  return { directory, remove: () => rmSync(directory, { recursive: true }) };
}
