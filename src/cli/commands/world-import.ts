import { decodeNpyArray } from '../../archive/readers/npy.js';
import { readBytes } from '../../archive/readers/file.js';
import { fail } from '../../diagnostics/diagnostic.js';
import { openEngine } from '../../models/engines/index.js';
import type { ImportedNetwork } from '../../models/import/import-network.js';
import { importNetwork } from '../../models/import/import-network.js';
import { writeImportedWorld } from '../../models/import/import-world.js';
import type { LayerLists } from '../../models/import/layer-lists.js';
import { readLayerLists } from '../../models/import/layer-lists.js';
import type { ImportRole, PresetName } from '../../models/import/presets.js';
import { IMPORT_ROLES } from '../../models/import/presets.js';
import { verifyImport } from '../../models/import/verify-import.js';
import { openWorld } from '../../models/world.js';
import { newWorldFolder } from '../../models/world-folders.js';
import { commandFor } from '../../models/world-parts.js';
import { EXIT } from '../exit-codes.js';
import { Narrator } from '../narrator.js';
import type { Terminal } from '../terminal.js';

export interface ImportFlags {
  readonly generator?: string;
  readonly encoder?: string;
  readonly discriminator?: string;
  readonly preset: PresetName;
  readonly layers?: string;
  readonly prefix?: readonly string[];
  readonly from: string;
  readonly verify?: readonly string[];
  readonly tolerance: number;
  readonly licence: string;
  readonly engine?: string;
}

/** `giq world import NAME --generator FILE --encoder FILE`: all of it, or nothing. */
export async function importWorld(
  name: string,
  flags: ImportFlags,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const narrator = new Narrator(terminal, false);
  const directory = await newWorldFolder(name);
  const from = await openWorld(flags.from);
  const networks = await readNetworks(flags, narrator);
  await verify(networks, flags, narrator, signal);
  const missing = await writeImportedWorld({ directory, from, networks, licence: flags.licence });
  narrator.note(`made the world ${directory} with all else from ${from.name}`);
  for (const part of missing)
    narrator.note(
      `it has no ${part}, which belonged to another network: \`${commandFor(part)} --world ${name}\``,
    );
  return EXIT.ok;
}

async function readNetworks(flags: ImportFlags, narrator: Narrator): Promise<readonly ImportedNetwork[]> {
  const roles = IMPORT_ROLES.filter((role) => flags[role] !== undefined);
  if (!roles.some((role) => role !== 'discriminator'))
    fail('usage', { problem: '--generator or --encoder is missing' });
  const layers = await readLayers(flags.layers);
  const prefixes = prefixesOf(flags.prefix ?? []);
  const networks: ImportedNetwork[] = [];
  for (const role of roles) {
    const file = flags[role]!;
    const prefix = prefixes.get(role);
    const network = await importNetwork(await readBytes(file), file, {
      ...{ role, preset: flags.preset },
      ...(layers[role] && { layers: { network: layers[role], name: `${role} of ${flags.layers}` } }),
      ...(prefix !== undefined && { prefix }),
    });
    narrator.note(`${role} of ${file}: ${network.summary}`);
    if (network.leftOut.length > 0) narrator.note(`  beside it, left out: ${someOf(network.leftOut)}`);
    networks.push(network);
  }
  return networks;
}

async function readLayers(file: string | undefined): Promise<LayerLists> {
  if (file === undefined) return {};
  return readLayerLists(Buffer.from(await readBytes(file)).toString('utf8'), file);
}

function prefixesOf(texts: readonly string[]): ReadonlyMap<ImportRole, string> {
  return new Map(
    texts.map((text) => {
      const [role, prefix] = text.split('=', 2);
      const known = IMPORT_ROLES.find((one) => one === role);
      if (known === undefined || prefix === undefined)
        return fail('usage', { problem: `\`--prefix ${text}\` is not like \`--prefix generator=netG.\`` });
      return [known, prefix] as const;
    }),
  );
}

function someOf(names: readonly string[]): string {
  const rest = names.length - 3;
  return names.slice(0, 3).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** Runs the networks on inputs whose outputs are known. */
async function verify(
  networks: readonly ImportedNetwork[],
  { verify: files = [], tolerance, engine: engineName }: ImportFlags,
  narrator: Narrator,
  signal: AbortSignal,
): Promise<void> {
  if (files.length % 2 === 1) fail('usage', { problem: '`--verify` requires pairs: inputs.npy outputs.npy' });
  if (files.length === 0) return narrator.note('not compared with the original: `--verify` does that');
  const engine = await openEngine(engineName ?? 'auto');
  try {
    for (let pair = 0; pair < files.length; pair += 2) {
      const [inputs, outputs] = [files[pair], files[pair + 1]];
      const verification = {
        inputs: decodeNpyArray(await readBytes(inputs), inputs),
        outputs: decodeNpyArray(await readBytes(outputs), outputs),
        files: { inputs, outputs },
      };
      const { network, items, difference } = await verifyImport(
        networks,
        verification,
        engine,
        tolerance,
        signal,
      );
      const most = `${difference.toPrecision(2)} at most, on ${items} items`;
      narrator.note(`the ${network.role} differs from ${outputs} by ${most} (engine ${engine.name})`);
    }
  } finally {
    engine.dispose();
  }
}
