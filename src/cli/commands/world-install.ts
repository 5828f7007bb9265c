import { fail } from '../../diagnostics/diagnostic.js';
import { installNetwork } from '../../models/install-network.js';
import { openWorld } from '../../models/world.js';
import { DEFAULT_WORLD } from '../../runtime/session.js';
import { EXIT } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';

export interface InstallFlags {
  readonly generator?: string;
  readonly encoder?: string;
  readonly inverter?: string;
}

const ROLES = ['generator', 'encoder', 'inverter'] as const;

/** `giq world install NAME --generator FOLDER --encoder FOLDER` */
export async function installNetworks(
  name: string | undefined,
  flags: InstallFlags,
  terminal: Terminal,
): Promise<number> {
  const given = ROLES.filter((role) => flags[role] !== undefined);
  if (given.length === 0) fail('usage', { problem: '--generator, --encoder or --inverter is missing' });
  for (const role of given) {
    const world = await openWorld(name ?? DEFAULT_WORLD);
    const removed = await installNetwork(world, role, flags[role]!);
    terminal.narrate(`installed the ${role} of ${flags[role]} in ${world.directory}\n`);
    for (const part of removed)
      terminal.narrate(`took out its ${part}: \`${REMAKES[part]}\` makes them again\n`);
  }
  return EXIT.ok;
}

const REMAKES: Readonly<Record<string, string>> = {
  directions: 'giq train directions',
  statistics: 'giq train directions',
  index: 'giq archive index',
};
