/** The term against what upsampling prints: nothing for white noise, much for a pattern of two pixels. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTrainingBackend } from '../../../../src/models/engines/training-backend.js';
import { latticeLoss } from '../../../../src/models/training/generator/lattice-loss.js';
import { randomStream } from '../../../../src/numeric/random.js';

beforeAll(() => openTrainingBackend('tfjs-wasm'));

const COUNT = 16;
const SIZE = 32;

/** White noise, with what is added at a row and a column. */
function images(added: (row: number, column: number) => number, seed = 1): Float32Array {
  const random = randomStream(seed, 0);
  return Float32Array.from({ length: COUNT * SIZE * SIZE }, (_, i) => {
    const [row, column] = [Math.floor(i / SIZE) % SIZE, i % SIZE];
    return random.normal(0, 0.1) + added(row, column);
  });
}

const lossOf = (pixels: Float32Array, periods = [2]) =>
  tf.tidy(() => latticeLoss(tf, tf.tensor(pixels, [COUNT, SIZE, SIZE, 1]), periods).dataSync()[0]);

const sign = (i: number) => 1 - 2 * (i % 2);

describe('latticeLoss', () => {
  it('is small for white noise, whose power is everywhere the same', () => {
    const losses = [1, 2, 3, 4, 5, 6].map((seed) => lossOf(images(() => 0, seed)));
    // Of 16 images a ratio strays by a third from 1; what is under 1 costs nothing.
    expect(losses.reduce((sum, value) => sum + value, 0) / losses.length).toBeLessThan(0.35);
  });

  it.each([
    ['along columns', (row: number, _column: number) => 0.05 * sign(row)],
    ['along rows', (_row: number, column: number) => 0.05 * sign(column)],
    ['along both', (row: number, column: number) => 0.05 * sign(row + column)],
  ])('is large for a pattern of two pixels %s', (_where, pattern) => {
    expect(lossOf(images(pattern))).toBeGreaterThan(20);
  });

  it('minds a pattern of four pixels only where it is asked to', () => {
    const pattern = (_row: number, column: number) => 0.05 * Math.cos((Math.PI / 2) * column);
    expect(lossOf(images(pattern))).toBeLessThan(1);
    expect(lossOf(images(pattern), [4])).toBeGreaterThan(10);
    expect(
      lossOf(
        images(() => 0),
        [4],
      ),
    ).toBeLessThan(1);
  });

  it('has the gradient that differences give, where the power beside is held', () => {
    const pixels = images((row, column) => 0.02 * sign(row + column), 3);
    const gradient = tf.tidy(() =>
      tf
        .grad((value) => latticeLoss(tf, value, [2]) as tf.Scalar)(tf.tensor(pixels, [COUNT, SIZE, SIZE, 1]))
        .dataSync<'float32'>(),
    );
    // Along a checkerboard the power beside does not change, so differences see all that the gradient sees.
    const step = 1e-3;
    const along = (by: number) =>
      lossOf(pixels.map((value, i) => value + by * sign((Math.floor(i / SIZE) % SIZE) + (i % SIZE))));
    const slope = (along(step) - along(-step)) / (2 * step);
    const projected = gradient.reduce(
      (sum, value, i) => sum + value * sign((Math.floor(i / SIZE) % SIZE) + (i % SIZE)),
      0,
    );
    expect(projected / slope).toBeCloseTo(1, 2);
  });
});
