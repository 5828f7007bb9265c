import { checkArchiveFiles } from '../../models/archive-description.js';
import { EXIT } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';
import { printChecks } from './world.js';

/** `giq archive verify FOLDER`: compares every file of an archive with its hash. */
export async function verifyArchive(folder: string, terminal: Terminal): Promise<number> {
  const checks = await checkArchiveFiles(folder);
  printChecks(checks, terminal);
  return checks.every(({ state }) => state === 'whole') ? EXIT.ok : EXIT.runtime;
}
