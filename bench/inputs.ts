/** What the benchmarks work on, written to a folder that giq and its peers read. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodeFits, encodeNpy } from '../src/archive/writers/index.js';
import { openEngine } from '../src/models/engines/index.js';
import { runInChunks } from '../src/models/run-in-chunks.js';
import { openWorld, type World } from '../src/models/world.js';
import { dot } from '../src/numeric/linear-algebra.js';
import { latentVector, randomStream } from '../src/numeric/random.js';

const DIMENSION = 100;
const SIDE = 128;
const AREA = SIDE * SIDE;

/** Rows that a direction is trained on: the paper's 7,000. */
export const ROWS = 7000;
/** Different patches; more are these again. */
export const PATCHES = 200;
export const FILES = 100;

export interface Inputs {
  readonly folder: string;
  /** Folder of the embedded world. */
  readonly world: string;
  /** [ROWS, 100] */
  readonly latents: string;
  /** ±1 for each latent. */
  readonly labels: string;
  /** [PATCHES, 128, 128] in kG, which the generator makes of the first latents. */
  readonly patches: string;
  /** Folder of FITS files of 256 × 256 pixels. */
  readonly files: string;
}

export async function makeInputs(): Promise<Inputs> {
  const folder = await mkdtemp(join(tmpdir(), 'giq-bench-'));
  const inputs: Inputs = {
    folder,
    world: fileURLToPath(new URL('../worlds/solar-sim', import.meta.url)),
    latents: join(folder, 'latents.npy'),
    labels: join(folder, 'labels.npy'),
    patches: join(folder, 'patches.npy'),
    files: join(folder, 'files'),
  };
  const world = await openWorld(inputs.world);
  const latents = manyLatents();
  const patches = await render(world, latents.subarray(0, PATCHES * DIMENSION));
  await writeFile(inputs.latents, encodeNpy(latents, [ROWS, DIMENSION]));
  await writeFile(inputs.labels, encodeNpy(await labelsOf(latents, world), [ROWS]));
  await writeFile(inputs.patches, encodeNpy(patches, [PATCHES, SIDE, SIDE]));
  await writeFiles(inputs.files, patches);
  world.dispose();
  return inputs;
}

function manyLatents(): Float32Array {
  const latents = new Float32Array(ROWS * DIMENSION);
  for (let row = 0; row < ROWS; row++) latents.set(latentVector(1, row, DIMENSION), row * DIMENSION);
  return latents;
}

async function render(world: World, latents: Float32Array): Promise<Float32Array> {
  const generator = await world.generator(await openEngine('onnx'));
  return runInChunks(generator, latents, PATCHES);
}

/** The side of the world's TUF hyperplane, with as much noise as makes one label in nine wrong, as measuring does. */
async function labelsOf(latents: Float32Array, world: World): Promise<Float32Array> {
  const { normal } = (await world.directions()).get('TUF')!;
  const noise = randomStream(1, 1);
  return Float32Array.from({ length: ROWS }, (_, row) => {
    const latent = Float64Array.from(latents.subarray(row * DIMENSION, (row + 1) * DIMENSION));
    return dot(latent, normal) + 0.36 * noise.normal() > 0 ? 1 : -1;
  });
}

/** Four patches a file, in gauss. */
async function writeFiles(folder: string, patches: Float32Array): Promise<void> {
  await mkdir(folder);
  for (let file = 0; file < FILES; file++) {
    const values = new Float32Array(4 * AREA);
    for (let index = 0; index < values.length; index++) {
      const [row, column] = [index >> 8, index & 255];
      const tile = (4 * file + 2 * (row >> 7) + (column >> 7)) % PATCHES;
      values[index] = 1000 * patches[tile * AREA + (row & 127) * SIDE + (column & 127)];
    }
    await writeFile(join(folder, `file-${String(file).padStart(3, '0')}.fits`), encodeFits(values, 256, 256));
  }
}
