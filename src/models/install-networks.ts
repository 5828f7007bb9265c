import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../diagnostics/diagnostic.js';
import { changeWorld } from './change-world.js';
import type { Manifest } from './manifest.js';
import type { OptionalSection } from './manifest-file.js';
import { readNetwork } from './network-schema.js';
import { summariseNetwork } from './network-shapes.js';
import { asWeights, readSafetensors, requireFinite } from './safetensors.js';
import { recordOfBytes } from './world-files.js';
import type { World } from './world.js';
import { requireRole, type NetworkRole } from './world-network.js';
import type { WorldPart } from './world-parts.js';

/** What has been made with a network, and is worth nothing with another. */
const DERIVED = {
  generator: ['inverter', 'directions', 'statistics'],
  encoder: ['index', 'classifiers'],
  inverter: [],
} as const satisfies Readonly<Record<NetworkRole, readonly (OptionalSection & WorldPart)[]>>;

export type DerivedPart = (typeof DERIVED)[NetworkRole][number];

/** The parts of a world that do not hold any more with other networks. */
export function derivedParts(manifest: Manifest, replaced: readonly NetworkRole[]): readonly DerivedPart[] {
  return replaced
    .flatMap((role): readonly DerivedPart[] => DERIVED[role])
    .filter((part) => manifest[part] !== undefined && !(part === 'inverter' && replaced.includes(part)));
}

/** A network to install, checked: what goes into each file of the world. */
interface Installation {
  readonly role: NetworkRole;
  readonly files: { readonly network: string; readonly weights: string };
  readonly bytes: ReadonlyMap<string, Buffer>;
}

/**
 * Puts trained networks, `ROLE.json` and `ROLE.safetensors` of a folder each, into a world: all of them, or none where one
 * does not fit. Parts that were made with other networks before are taken out of the manifest.
 *
 * @param folders by role
 * @returns the parts that are to be made again
 * @throws GiqError `file-not-found`, `network-unfit`, `tensors-damaged`, `file-structure`, `file-not-writable`
 */
export async function installNetworks(
  world: World,
  folders: ReadonlyMap<NetworkRole, string>,
): Promise<readonly DerivedPart[]> {
  const installations = await Promise.all(
    [...folders].map(([role, folder]) => readInstallation(world, role, folder)),
  );
  const replaced = installations.filter((each) => !isThere(world.manifest, each)).map(({ role }) => role);
  const removed = derivedParts(world.manifest, replaced);
  const patch = Object.fromEntries(installations.map(({ role, files }) => [role, files]));
  const files = installations.flatMap(({ bytes }) =>
    [...bytes].map(([file, content]): [string, () => Buffer] => [file, () => content]),
  );
  await changeWorld(world.directory, { files: new Map(files), patch, removed });
  return removed;
}

/** What was made with the same network before holds on: a run that was killed may have come so far. */
function isThere(manifest: Manifest, { role, files, bytes }: Installation): boolean {
  return (['network', 'weights'] as const).every((part) => {
    const file = manifest[role]?.[part];
    const found = file === undefined ? undefined : manifest.files[file];
    return found?.sha256 === recordOfBytes(bytes.get(files[part])!).sha256;
  });
}

async function readInstallation(world: World, role: NetworkRole, folder: string): Promise<Installation> {
  const files = { network: `${role}.json`, weights: `${role}.safetensors` };
  const network = await readPart(join(folder, files.network));
  const weights = await readPart(join(folder, files.weights));
  checkRole(role, network, weights, world);
  const bytes = new Map([
    [files.network, network],
    [files.weights, weights],
  ]);
  return { role, files, bytes };
}

async function readPart(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch {
    return fail('file-not-found', { file });
  }
}

/** What is installed is checked as what is loaded is. */
function checkRole(role: NetworkRole, json: Buffer, tensors: Buffer, { manifest }: World): void {
  const file = `${role}.json`;
  const network = readNetwork(json.toString('utf8'), file);
  const weights = asWeights(readSafetensors(tensors, `${role}.safetensors`));
  requireFinite(weights, `${role}.safetensors`);
  summariseNetwork(network, weights, file);
  requireRole(role, network, manifest, file);
}
