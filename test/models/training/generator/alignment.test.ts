import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { simulatedArchive } from '../../../../src/archive/simulated-archive.js';
import { openTrainingBackend } from '../../../../src/models/engines/training-backend.js';
import { alignmentLoss, measureCopula } from '../../../../src/models/training/generator/alignment.js';
import { softParameters } from '../../../../src/models/training/generator/soft-parameters.js';
import { measureBatch } from '../../../../src/physics/measure.js';
import { toyPatches } from './toy.js';

const COUNT = 24;
const SIZE = 128;
const pixels = new Float32Array(COUNT * SIZE * SIZE);

beforeAll(async () => {
  await openTrainingBackend('tfjs-wasm');
  const archive = simulatedArchive({ regions: COUNT, steps: 2, seed: 1 });
  for (let i = 0; i < COUNT; i++) pixels.set((await archive.patch(2 * i + 1)).pixels, i * SIZE * SIZE);
});

function correlation(left: readonly number[], right: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [a, b] = [mean(left), mean(right)];
  const product = (x: readonly number[], p: number, y: readonly number[], q: number) =>
    x.reduce((sum, value, i) => sum + (value - p) * (y[i] - q), 0);
  return product(left, a, right, b) / Math.sqrt(product(left, a, left, a) * product(right, b, right, b));
}

/** Hard parameters that twins stand for; STRONG has no name of its own, and WEAK is what SIGMA follows. */
const hardOf: Readonly<Record<string, readonly string[]>> = {
  STRONG: ['TPF', 'TNF'],
  WEAK: ['SIGMA'],
};

it.each([
  ['TUF', 0.999],
  ['R', 0.95],
  ['PSEP', 0.95],
  ['TILT', 0.9],
  ['AREA', 0.95],
  ['NET', 0.99],
  ['STRONG', 0.995],
  ['GRAD', 0.99],
  ['WEAK', 0.8],
] as const)('follows the hard %s', (name, least) => {
  const names = hardOf[name] ?? [name];
  const measured = measureBatch(pixels, COUNT, SIZE, names);
  const hard = Array.from({ length: COUNT }, (_, i) =>
    names.reduce((sum, _name, j) => sum + measured[i * names.length + j], 0),
  );
  const soft = tf.tidy(() => [
    ...softParameters(tf, tf.tensor(pixels, [COUNT, SIZE, SIZE, 1]), [name]).dataSync(),
  ]);
  const known = hard.flatMap((value, i) => (Number.isNaN(value) ? [] : [i]));
  const root = name === 'R' ? Math.sqrt : (value: number) => value;
  expect(known.length).toBeGreaterThan(10);
  expect(
    correlation(
      known.map((i) => root(hard[i])),
      known.map((i) => soft[i]),
    ),
  ).toBeGreaterThan(least);
});

it('gives AREA as a share, and fluxes and GRAD in kG, near what is measured', () => {
  const names = ['AREA', 'STRONG', 'NET', 'GRAD'] as const;
  const image = tf.tensor(pixels, [COUNT, SIZE, SIZE, 1]);
  const soft = softParameters(tf, image, names).dataSync();
  const hard = measureBatch(pixels, COUNT, SIZE, ['AREA', 'TPF', 'TNF', 'NET', 'GRAD']);
  const area = SIZE ** 2;
  for (let i = 0; i < COUNT; i++) {
    const [cells, positive, negative, net, slope] = hard.subarray(5 * i, 5 * i + 5);
    const near = [cells / area, (positive + negative) / 1000 / area, net / 1000 / area, slope / 1000];
    // Noise below the threshold counts a little to a soft mask, so that AREA comes out larger.
    const least = [0.05, 0.005, 0.005, 0.003];
    near.forEach((value, j) =>
      expect(Math.abs(soft[4 * i + j] - value)).toBeLessThan(least[j] + 0.3 * Math.abs(value)),
    );
  }
  image.dispose();
});

it('asks for scores of the correlation of the archive, and falls as they are met', async () => {
  const patches = toyPatches();
  const copula = await measureCopula(tf, patches, ['TUF', 'PSEP', 'LP']);
  copula.factor.forEach((row, i) => {
    expect(row.reduce((sum, value) => sum + value ** 2, 0)).toBeCloseTo(1, 6);
    expect(row.slice(i + 1).every((value) => value === 0)).toBe(true);
  });
  const images = tf.tensor(
    Float32Array.from(patches.levels.subarray(0, 256), (level) => level / 32767),
    [1, 16, 16, 1],
  );
  const loss = (scores: tf.Tensor) => alignmentLoss(tf, copula, images, scores) as tf.Scalar;
  const start = tf.zeros([1, 3]);
  const [before, after] = tf.tidy(() => {
    const downhill = tf.sub(start, tf.mul(tf.grad(loss)(start), 0.1));
    return [loss(start).dataSync()[0], loss(downhill).dataSync()[0]];
  });
  expect(after).toBeLessThan(before);
  tf.dispose([images, start]);
});
