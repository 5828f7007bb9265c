import { writeAtomically } from '../../archive/atomic-write.js';
import { fail } from '../../diagnostics/diagnostic.js';
import { exportNetwork } from '../../models/export-network.js';
import { openWorld } from '../../models/world.js';
import { readStoredNetwork, type NetworkRole } from '../../models/world-network.js';
import { lacking } from '../../models/world-parts.js';
import { DEFAULT_WORLD } from '../../runtime/default-world.js';
import { EXIT } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';

export type ExportFlags = { readonly [R in NetworkRole]?: string };

const ROLES = ['generator', 'encoder', 'inverter'] as const;

/** `giq world export NAME --generator FILE`: networks as .safetensors or .onnx. */
export async function exportNetworks(
  name: string | undefined,
  flags: ExportFlags,
  terminal: Terminal,
): Promise<number> {
  const roles = ROLES.filter((role) => flags[role] !== undefined);
  if (roles.length === 0) fail('usage', { problem: '--generator, --encoder or --inverter is missing' });
  const world = await openWorld(name ?? DEFAULT_WORLD);
  const readText = async (file: string) => new TextDecoder().decode(await world.file(file));
  for (const role of roles) {
    const files = world.manifest[role] ?? lacking(world.manifest, 'inverter');
    const loaded = await readStoredNetwork(files, readText, world.file);
    const target = flags[role]!;
    const bytes = exportNetwork(loaded, target, role);
    await writeAtomically(target, bytes);
    terminal.narrate(`wrote the ${role} of ${world.name} to ${target}, ${bytes.length} bytes\n`);
  }
  return EXIT.ok;
}
