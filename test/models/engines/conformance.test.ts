import { afterAll, describe, expect, it } from 'vitest';
import { engineFactories, tryOpen } from '../../../src/models/engines/index.js';
import type { Engine } from '../../../src/models/engine.js';
import { openWorld } from '../../../src/models/world.js';
import { LAYER_COUNT, largestDifference, layerCases, reference } from './oracles.js';

/** What the design allows between any two engines, and between an engine and PyTorch. */
const TOLERANCE = 1e-4;
/** What single precision and the six decimals of the oracle leave of a small layer. */
const LAYER_TOLERANCE = 2e-5;

const opened = await Promise.all(
  engineFactories.map(async (factory) => ({ factory, ...(await tryOpen(factory)) })),
);
const engines = opened.flatMap((one): Engine[] => ('engine' in one ? [one.engine] : []));
const absent = opened.flatMap((one) => ('reason' in one ? [`${one.factory.name}: ${one.reason}`] : []));
const world = await openWorld('solar-sim');
const { latents, patches, embeddings, count } = reference();

afterAll(() => {
  world.dispose();
  engines.forEach((engine) => engine.dispose());
});

it('runs on the engines that always install', () => {
  const names = engines.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['tfjs-wasm', 'tfjs-cpu']));
});

absent.forEach((reason) => it.skip(`cannot be run here: ${reason}`));

describe.each(engines)('$name', (engine) => {
  it.each(layerCases)('agrees with PyTorch on $name', async ({ network, weights, input, output }) => {
    const model = await engine.load(network, weights);
    const result = await model.run(input, LAYER_COUNT);
    model.dispose();
    expect(largestDifference(result, output)).toBeLessThan(LAYER_TOLERANCE);
  });

  it('renders patches as PyTorch does', async () => {
    const generator = await world.generator(engine);
    expect(largestDifference(await generator.run(latents, count), patches)).toBeLessThan(TOLERANCE);
  });

  it('embeds patches as PyTorch does', async () => {
    const encoder = await world.encoder(engine);
    expect(largestDifference(await encoder.run(patches, count), embeddings)).toBeLessThan(TOLERANCE);
  });

  it('gives an item the same bytes alone, in a batch and again', async () => {
    for (const [model, values] of [
      [await world.generator(engine), latents],
      [await world.encoder(engine), patches],
    ] as const) {
      const batch = await model.run(values, count);
      const again = await model.run(values, count);
      const size = values.length / count;
      const alone = await model.run(values.subarray(size, 2 * size), 1);
      const length = batch.length / count;
      expect(Buffer.from(again.buffer).equals(Buffer.from(batch.buffer))).toBe(true);
      expect(largestDifference(alone, batch.subarray(length, 2 * length))).toBe(0);
    }
  });

  it('takes an empty batch', async () => {
    const generator = await world.generator(engine);
    expect(await generator.run(new Float32Array(0), 0)).toHaveLength(0);
  });

  it('refuses a batch of another length than it says', async () => {
    const generator = await world.generator(engine);
    await expect(async () => generator.run(new Float32Array(99), 1)).rejects.toThrow(
      'has 100 numbers, found 99',
    );
  });

  it('refuses weights that do not fit the layers', async () => {
    const network = { input: [3], output: [2], layers: [{ op: 'linear', weight: 'w', bias: null }] } as const;
    const weights = new Map([['w', { shape: [2, 4], data: new Float32Array(8) }]]);
    await expect(async () => engine.load(network, weights)).rejects.toThrow('expected one for 3');
  });
});

it('gives on any two engines what differs by no more than the tolerance', async () => {
  const results = await Promise.all(
    engines.map(async (engine) => ({
      patches: await (await world.generator(engine)).run(latents, count),
      embeddings: await (await world.encoder(engine)).run(patches, count),
    })),
  );
  for (const left of results) {
    for (const right of results) {
      expect(largestDifference(left.patches, right.patches)).toBeLessThan(TOLERANCE);
      expect(largestDifference(left.embeddings, right.embeddings)).toBeLessThan(TOLERANCE);
    }
  }
});
