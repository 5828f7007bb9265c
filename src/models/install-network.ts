import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../archive/atomic-write.js';
import { fail } from '../diagnostics/diagnostic.js';
import type { OptionalSection } from './manifest-file.js';
import { writeManifestSection } from './manifest-file.js';
import { readNetwork } from './network-schema.js';
import { summariseNetwork } from './network-shapes.js';
import { asWeights, readSafetensors } from './safetensors.js';
import { sameShape, shapeText, type Shape } from './shape.js';
import type { World } from './world.js';
import type { NetworkRole } from './world-network.js';

/** What has been made with a network, and is worth nothing with another. */
const DERIVED: Readonly<Record<NetworkRole, readonly OptionalSection[]>> = {
  generator: ['inverter', 'directions', 'statistics'],
  encoder: ['index'],
  inverter: [],
};

/**
 * Puts a trained network, `ROLE.json` and `ROLE.safetensors` of a folder, into a world. Parts that were made with the
 * network before are taken out of the manifest.
 *
 * @returns the parts that are to be made again
 * @throws GiqError where the files are not there, are damaged, or do not fit the world
 */
export async function installNetwork(
  world: World,
  role: NetworkRole,
  folder: string,
): Promise<readonly OptionalSection[]> {
  const files = { network: `${role}.json`, weights: `${role}.safetensors` };
  const network = await readPart(join(folder, files.network));
  const weights = await readPart(join(folder, files.weights));
  checkRole(role, network, weights, world);
  await writeAtomically(join(world.directory, files.network), network);
  await writeAtomically(join(world.directory, files.weights), weights);
  const removed = DERIVED[role].filter((section) => world.manifest[section] !== undefined);
  await writeManifestSection(world.directory, { [role]: files }, Object.values(files), removed);
  return removed;
}

async function readPart(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch {
    return fail('file-not-found', { file });
  }
}

/** A generator makes patches of latents as long as the world's, an encoder rows of patches, an inverter latents. */
function checkRole(role: NetworkRole, json: Buffer, tensors: Buffer, { manifest }: World): void {
  const file = `${role}.json`;
  const network = readNetwork(json.toString('utf8'), file);
  summariseNetwork(network, asWeights(readSafetensors(tensors, `${role}.safetensors`)), file);
  const patch = [1, manifest.image.size, manifest.image.size];
  const latent = [manifest.generator.latent];
  expect(network.input, role === 'generator' ? latent : patch, file, 'input');
  if (role !== 'encoder') expect(network.output, role === 'generator' ? patch : latent, file, 'output');
}

function expect(found: Shape, expected: Shape, file: string, layer: string): void {
  if (sameShape(found, expected)) return;
  fail('network-unfit', { file, layer, found: shapeText(found), expected: shapeText(expected) });
}
