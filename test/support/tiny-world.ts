/** A world of a few kilobytes, whole or damaged in one way, written to a folder: for what can be wrong with a world. */
import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { writeDirections } from '../../src/models/directions-file.js';
import { writeSafetensors } from '../../src/models/safetensors.js';
import { recordOfBytes } from '../../src/models/world-files.js';
import { toyDirections } from './toy-world.js';

const LATENT = 4;
const SIDE = 8;

const networks = {
  'generator.json': {
    input: [LATENT],
    output: [1, 128, 128],
    layers: [
      { op: 'linear', weight: 'patterns', bias: null },
      { op: 'reshape', shape: [1, SIDE, SIDE] },
      { op: 'upsample', mode: 'nearest', scale: 128 / SIDE },
    ],
  },
  'encoder.json': {
    input: [1, 128, 128],
    output: [4],
    layers: [{ op: 'adaptive_average_pool', size: [2, 2] }, { op: 'flatten' }],
  },
};

/** East against west, a constant, north against south, nothing: as in the toy world. */
const patterns = Float32Array.from({ length: SIDE * SIDE * LATENT }, (_, index) => {
  const [pixel, axis] = [Math.floor(index / LATENT), index % LATENT];
  const [row, column] = [Math.floor(pixel / SIDE), pixel % SIDE];
  return [column < SIDE / 2 ? -0.25 : 0.25, 0.0625, row < SIDE / 2 ? 0.125 : -0.125, 0][axis];
});

const weights = writeSafetensors(
  new Map([['patterns', { type: 'F32', shape: [SIDE * SIDE, LATENT], data: patterns }]]),
);

/** Writes the world; the files are named in its manifest with their hashes, so that all of it is whole. */
export function writeTinyWorld(directory: string, name: string): void {
  mkdirSync(directory, { recursive: true });
  const files: Record<string, string | Uint8Array> = {
    'generator.json': JSON.stringify(networks['generator.json'], null, 2),
    'encoder.json': JSON.stringify(networks['encoder.json'], null, 2),
    'weights.safetensors': weights,
    'directions.json': writeDirections(toyDirections),
  };
  for (const [file, content] of Object.entries(files)) writeFileSync(join(directory, file), content);
  const records = Object.keys(files).map((file) => [
    file,
    recordOfBytes(readFileSync(join(directory, file))),
  ]);
  const manifest = { ...head, name, files: Object.fromEntries(records) };
  writeFileSync(join(directory, 'world.yaml'), stringify(manifest));
}

const head = {
  format: 1,
  language: 1,
  name: '',
  title: 'Four dimensions',
  version: '1.0.0',
  simulated: true,
  licence: 'MIT',
  image: { size: 128, unit: 'kG', clip: 1, scale: { width: 1, height: 1 } },
  random: 'philox4x32-10/1',
  generator: { network: 'generator.json', weights: 'weights.safetensors', latent: LATENT },
  encoder: { network: 'encoder.json', weights: 'weights.safetensors', distance: 'euclidean' },
  parameters: ['TUF', 'R', 'PSEP', 'TILT', 'POLARITY', 'AREA'],
  directions: { file: 'directions.json', parameters: [...toyDirections.keys()] },
  archive: { kind: 'simulated', simulator: 'sim/2', regions: 2, steps: 2, seed: 1 },
  trainedOn: 'nothing: its weights are written by hand',
  rebuild: 'test/support/tiny-world.ts',
};

type Damage = (directory: string) => void;

const manifest =
  (from: string | RegExp, to: string): Damage =>
  (directory) =>
    edit(join(directory, 'world.yaml'), from, to);

function edit(path: string, from: string | RegExp, to: string): void {
  const text = readFileSync(path, 'utf8');
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`there is no ${from} in ${path}`);
  writeFileSync(path, changed);
}

/** Changes a file and its record in the manifest with it, as one who made the world with the mistake would have. */
function remade(file: string, change: (path: string) => void): Damage {
  return (directory) => {
    const before = recordOfBytes(readFileSync(join(directory, file)));
    change(join(directory, file));
    const after = recordOfBytes(readFileSync(join(directory, file)));
    const text = ({ sha256, bytes }: typeof before) => `${sha256}\n    bytes: ${bytes}`;
    edit(join(directory, 'world.yaml'), text(before), text(after));
  };
}

/** Worlds by what is wrong with them. */
const damages: Readonly<Record<string, Damage>> = {
  tiny: () => {},
  'weights-changed': (directory) => {
    const path = join(directory, 'weights.safetensors');
    const bytes = readFileSync(path);
    bytes[bytes.length - 1] ^= 1;
    writeFileSync(path, bytes);
  },
  'weights-cut': remade('weights.safetensors', (path) => truncateSync(path, 300)),
  'weights-missing': (directory) => rmSync(join(directory, 'weights.safetensors')),
  'layer-unfit': remade('generator.json', (path) => edit(path, '"scale": 16', '"scale": 15')),
  'no-directions': manifest(/directions:\n( .*\n)+/, ''),
  'key-unknown': manifest('title:', 'titel:'),
  'value-wrong': manifest('size: 128', 'size: large'),
  'not-yaml': manifest('title:', 'title: {'),
  'from-the-future': manifest('format: 1', 'format: 2'),
};

/** Writes every world into a folder of its name. */
export function writeTinyWorlds(folder: string): void {
  for (const [name, damage] of Object.entries(damages)) {
    writeTinyWorld(join(folder, name), name);
    damage(join(folder, name));
  }
}
