import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEngine } from '../../../../src/models/engines/index.js';
import { readWorldNetwork } from '../../../../src/models/world-network.js';
import { readPatch } from '../../../../src/models/training/common/patch-cache.js';
import { trainEncoder, type EncoderTask } from '../../../../src/models/training/encoder/train-encoder.js';
import { failureOf } from '../../failure.js';
import { SIZE, toyPatches } from '../generator/toy.js';
import { toyRecipe } from './toy.js';

const patches = toyPatches();
let folder: string;
const task = (changes: Partial<EncoderTask> = {}): EncoderTask => ({
  recipe: toyRecipe({ images: 80 }),
  patches,
  archive: 'toy',
  engine: 'tfjs-wasm',
  workers: 1,
  folder,
  resume: false,
  signal: new AbortController().signal,
  ...changes,
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giq-encoder-'));
  await trainEncoder(task());
});
afterAll(() => rm(folder, { recursive: true }));

/** Embeddings of all patches by the network that was written, as a world reads it. */
async function embedAll(): Promise<Float32Array> {
  const files = { network: join(folder, 'encoder.json'), weights: join(folder, 'encoder.safetensors') };
  const { network, weights } = await readWorldNetwork(files, (file) => readFile(file, 'utf8'), readFile);
  const compiled = (await openEngine('tfjs-wasm')).load(network, weights);
  const pixels = new Float32Array(patches.count * SIZE * SIZE);
  const upright = { sign: 1, northSouth: false, eastWest: false } as const;
  for (let i = 0; i < patches.count; i++)
    readPatch(patches, i, upright, pixels.subarray(i * SIZE * SIZE, (i + 1) * SIZE * SIZE));
  return (await compiled).run(pixels, patches.count);
}

function spread(rows: Float32Array, first: number, end: number): number {
  const length = rows.length / patches.count;
  let sum = 0;
  for (let column = first; column < end; column++) {
    const values = Array.from({ length: patches.count }, (_, i) => rows[i * length + column]);
    const mean = values.reduce((total, value) => total + value, 0) / values.length;
    sum += values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length;
  }
  return Math.sqrt(sum);
}

it('writes a network that a world can run, with the spreads that the recipe wants', async () => {
  const rows = await embedAll();
  expect(rows.length).toBe(patches.count * 12);
  expect(spread(rows, 0, 3)).toBeCloseTo(2, 3);
  expect(spread(rows, 3, 12)).toBeCloseTo(1, 3);
});

it('writes its result anew with other spreads, and goes on with nothing else', async () => {
  const before = await embedAll();
  const recipe = toyRecipe({ images: 80 });
  const blocks = recipe.encoder.blocks!.map((block) => ({ ...block, spread: undefined }));
  await trainEncoder(task({ recipe: { ...recipe, encoder: { ...recipe.encoder, blocks } }, resume: true }));
  const after = await embedAll();
  const ratio = before[0] / after[0];
  expect(ratio).not.toBeCloseTo(1, 2);
  for (let i = 0; i < before.length; i += 12) expect(before[i]).toBeCloseTo(ratio * after[i], 4);
  const { code } = await failureOf(trainEncoder(task({ recipe: toyRecipe({ seed: 9 }), resume: true })));
  expect(code).toBe('training-changed');
});

it('gives some numbers of a block more to say, within the same spread', async () => {
  const even = await embedAll();
  const recipe = toyRecipe({ images: 80 });
  const blocks = [
    { name: 'physics', size: 3, spread: 2, emphasis: [3, 1, 1] },
    { name: 'look', size: 9, spread: undefined, emphasis: undefined },
  ];
  await trainEncoder(task({ recipe: { ...recipe, encoder: { ...recipe.encoder, blocks } }, resume: true }));
  const emphatic = await embedAll();
  expect(spread(emphatic, 0, 3)).toBeCloseTo(2, 3);
  const gain = (column: number) => spread(emphatic, column, column + 1) / spread(even, column, column + 1);
  expect(gain(0) / gain(1)).toBeCloseTo(3, 3);
  expect(gain(2) / gain(1)).toBeCloseTo(1, 3);
});

it('refuses an emphasis of another length than its block', async () => {
  const recipe = toyRecipe({ images: 8 });
  const blocks = [
    { name: 'physics', size: 3, spread: undefined, emphasis: [1] },
    { name: 'look', size: 9, spread: undefined, emphasis: undefined },
  ];
  const other = await mkdtemp(join(folder, 'short-'));
  const { message } = await failureOf(
    trainEncoder(task({ recipe: { ...recipe, encoder: { ...recipe.encoder, blocks } }, folder: other })),
  );
  expect(message).toContain('requires 3 numbers, found 1 numbers');
});

it('refuses an emphasis of another length than the parameters of a loss', async () => {
  const recipe = toyRecipe({ images: 8 });
  const losses = recipe.losses.map((loss) =>
    loss.loss === 'parameters' ? { ...loss, emphasis: [1, 2, 3, 4, 5, 6, 7] } : loss,
  );
  const other = await mkdtemp(join(folder, 'long-'));
  const { message } = await failureOf(trainEncoder(task({ recipe: { ...recipe, losses }, folder: other })));
  expect(message).toMatch(/losses\[\d\]\.emphasis.*found 7 numbers/);
});

it('refuses to spread the blocks of something else than a linear layer', async () => {
  const recipe = toyRecipe({ images: 8 });
  const layers = [...recipe.encoder.layers, { op: 'relu' } as const];
  const other = await mkdtemp(join(folder, 'other-'));
  const { message } = await failureOf(
    trainEncoder(task({ recipe: { ...recipe, encoder: { ...recipe.encoder, layers } }, folder: other })),
  );
  expect(message).toContain('requires a linear layer at the end, found a spread after relu');
});
