import { GiqError } from '../../diagnostics/diagnostic.js';
import { openWorld } from '../../models/world.js';
import type { FileCheck } from '../../models/world-files.js';
import { listWorlds, type WorldFolder } from '../../models/world-folders.js';
import { renderTable } from '../../render/index.js';
import type { Cell } from '../../runtime/values.js';
import { DEFAULT_WORLD } from '../../runtime/default-world.js';
import { EXIT } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';

/** `giq world list` */
export async function listAllWorlds(terminal: Terminal): Promise<number> {
  const rows = await Promise.all((await listWorlds()).map(rowOf));
  print(['world', 'title', 'version', 'data'], rows, terminal);
  return EXIT.ok;
}

/** One damaged world does not hide the others. */
async function rowOf({ name, directory }: WorldFolder): Promise<Cell[]> {
  try {
    const { title, version, simulated } = (await openWorld(directory)).manifest;
    return [name, title, version, simulated ? 'simulated' : 'observed'];
  } catch (error) {
    if (!(error instanceof GiqError)) throw error;
    return [name, `cannot be opened: ${error.message}`, null, null];
  }
}

/** `giq world info NAME` */
export async function worldInfo(name: string | undefined, terminal: Terminal): Promise<number> {
  const world = await openWorld(name ?? DEFAULT_WORLD);
  const { manifest } = world;
  const bytes = Object.values(manifest.files).reduce((sum, file) => sum + file.bytes, 0);
  const archive = await world.archive();
  const facts: [string, Cell][] = [
    ['world', manifest.name],
    ['title', manifest.title],
    ['version', manifest.version],
    ['simulated', manifest.simulated],
    ['hash', world.shortHash],
    ['licence', manifest.licence],
    ['latent dimensions', manifest.generator.latent],
    ['observations', archive.size],
    ['parameters', manifest.parameters.join(', ')],
    ['directions', manifest.directions?.parameters.join(', ') ?? 'none'],
    ['random numbers', manifest.random],
    ['files', Object.keys(manifest.files).length],
    ['size [MB]', Math.round(bytes / 1e5) / 10],
    ['trained on', manifest.trainedOn.trim()],
    ['rebuild', manifest.rebuild.trim()],
  ];
  print(['property', 'value'], facts, terminal);
  return EXIT.ok;
}

/** `giq world verify NAME`: compares every file with its hash in the manifest. */
export async function verifyWorld(name: string | undefined, terminal: Terminal): Promise<number> {
  const checks = await (await openWorld(name ?? DEFAULT_WORLD)).verify();
  printChecks(checks, terminal);
  return checks.every(({ state }) => state === 'whole') ? EXIT.ok : EXIT.runtime;
}

/** A table of files and their states. */
export function printChecks(checks: readonly FileCheck[], terminal: Terminal): void {
  print(
    ['file', 'state'],
    checks.map(({ file, state }) => [file, state]),
    terminal,
  );
}

function print(
  names: readonly string[],
  rows: readonly (readonly Cell[])[],
  { out, columns, colours }: Terminal,
): void {
  const plain = colours === 'none';
  out(
    renderTable(
      { columns: names.map((name) => ({ name })), rows },
      { columns: plain ? Infinity : columns, colour: colours, plain },
    ) + '\n',
  );
}
