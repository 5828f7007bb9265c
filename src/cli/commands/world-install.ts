import { fail } from '../../diagnostics/diagnostic.js';
import { installNetworks as install } from '../../models/install-networks.js';
import { changeableWorld } from '../../models/world-copy.js';
import { commandFor } from '../../models/world-parts.js';
import { DEFAULT_WORLD } from '../../runtime/default-world.js';
import { EXIT } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';

export interface InstallFlags {
  readonly generator?: string;
  readonly encoder?: string;
  readonly inverter?: string;
  readonly out?: string;
}

const ROLES = ['generator', 'encoder', 'inverter'] as const;

/** `giq world install NAME --generator FOLDER --encoder FOLDER`: into a world of one's own, or a copy (`--out`). */
export async function installNetworks(
  name: string | undefined,
  flags: InstallFlags,
  terminal: Terminal,
): Promise<number> {
  const folders = new Map(
    ROLES.flatMap((role) => (flags[role] === undefined ? [] : [[role, flags[role]] as const])),
  );
  if (folders.size === 0) fail('usage', { problem: '--generator, --encoder or --inverter is missing' });
  if (name === undefined && flags.out === undefined)
    fail('usage', { problem: 'the world to install into is missing: its name or folder, or `--out FOLDER`' });
  const world = await (await changeableWorld(name ?? DEFAULT_WORLD, flags.out, [...folders.keys()])).open();
  const removed = await install(world, folders);
  for (const [role, folder] of folders)
    terminal.narrate(`installed the ${role} of ${folder} in ${world.directory}\n`);
  for (const part of removed)
    terminal.narrate(`took out its ${part}: \`${commandFor(part)}\` makes it again\n`);
  return EXIT.ok;
}
