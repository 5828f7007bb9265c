/**
 * Makes worlds/solar-sim from a folder with generator.json, generator.safetensors, encoder.json, encoder.safetensors.
 *
 *     npx vite-node scripts/convert-prototype.ts SOURCE [WORLD]
 *
 * Directions, statistics, catalogue and index are made afterwards by `giq train directions` and `giq archive index`.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../src/archive/atomic-write.js';
import { writeManifestSection } from '../src/models/manifest-file.js';
import { readNetwork, writeNetwork } from '../src/models/network-schema.js';
import { summariseNetwork } from '../src/models/network-shapes.js';
import { asTensors, asWeights, readSafetensors, writeSafetensors } from '../src/models/safetensors.js';

const MANIFEST = `# The embedded world of giq. Everything in it is simulated; see CARD.md.
format: 1
language: 1
name: solar-sim
title: Simulated solar active regions
version: 0.1.0
simulated: true
licence: MIT

image:
  size: 128
  unit: kG
  clip: 1
  # Of a generated patch, in Mm: the medians of the simulated patches that the generator was trained on.
  scale: { width: 0.92, height: 0.56 }
random: philox4x32-10/1
generator: { network: generator.json, weights: generator.safetensors, latent: 100 }
encoder: { network: encoder.json, weights: encoder.safetensors, distance: euclidean }
parameters: [TUF, TPF, TNF, R, PSEP, TILT, POLARITY, AREA, NET, SIGMA, ALPHA, GRAD]
archive: { kind: simulated, simulator: sim/2, regions: 660, steps: 14, seed: 1 }

trainedOn: >-
  patches of 660 simulated active regions, 14 times each, by a prototype of the simulator sim/1
rebuild: >-
  npx vite-node scripts/convert-prototype.ts SOURCE, then giq train directions, then giq archive index

files: {}
`;

const [source, target = 'worlds/solar-sim'] = process.argv.slice(2);
if (source === undefined) throw new Error('usage: convert-prototype.ts SOURCE [WORLD]');

await mkdir(target, { recursive: true });
await writeFile(join(target, 'world.yaml'), MANIFEST, { flag: 'wx' }).catch(ignoreExisting);
const files = [...(await convert('generator')), ...(await convert('encoder'))];
await writeManifestSection(target, {}, files);

/** Reads a network and its weights, checks that they fit, and writes them in giq's own layout. */
async function convert(name: string): Promise<readonly string[]> {
  const [layers, tensors] = [`${name}.json`, `${name}.safetensors`];
  const network = readNetwork(await networkOnly(join(source, layers)), layers);
  const weights = asWeights(readSafetensors(await readFile(join(source, tensors)), tensors));
  const { parameters, multiplications } = summariseNetwork(network, weights, layers);
  await writeAtomically(join(target, layers), writeNetwork(network));
  await writeAtomically(join(target, tensors), writeSafetensors(asTensors(weights)));
  console.log(
    `${name}: ${parameters} parameters, ${(multiplications / 1e6).toFixed(1)} million multiplications`,
  );
  return [layers, tensors];
}

/** The prototype keeps `unit` and `distance` beside the layers; here they are in the manifest. */
async function networkOnly(path: string): Promise<string> {
  const { input, output, layers } = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  return JSON.stringify({ input, output, layers });
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
