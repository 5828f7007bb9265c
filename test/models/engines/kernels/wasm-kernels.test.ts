import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { numbers, on, openBackends, relativeError } from './support.js';

const TOLERANCE = 1e-4;

beforeAll(openBackends);

const convolution = fc
  .record({
    count: fc.integer({ min: 1, max: 3 }),
    height: fc.integer({ min: 4, max: 13 }),
    width: fc.integer({ min: 4, max: 13 }),
    channels: fc.integer({ min: 1, max: 5 }),
    filters: fc.integer({ min: 1, max: 5 }),
    kernel: fc.integer({ min: 1, max: 5 }),
    stride: fc.integer({ min: 1, max: 3 }),
    padding: fc.integer({ min: 0, max: 2 }),
  })
  .filter(({ height, width, kernel, padding }) => kernel <= Math.min(height, width) && padding < kernel);

type Convolution = typeof convolution extends fc.Arbitrary<infer T> ? T : never;

function gradients({ count, height, width, channels, filters, kernel, stride, padding }: Convolution) {
  const shape: [number, number, number, number] = [count, height, width, channels];
  const filter: [number, number, number, number] = [kernel, kernel, channels, filters];
  const x = tf.tensor4d(numbers(shape, 1), shape);
  const w = tf.tensor4d(numbers(filter, 2), filter);
  const pads: [number, number] = [padding, padding];
  const run = (a: tf.Tensor, b: tf.Tensor) =>
    tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, [[0, 0], pads, pads, [0, 0]]);
  const output = run(x, w).shape;
  return tf.grads((a, b) => run(a, b))([x, w], tf.tensor(numbers(output, 3), output));
}

it('differentiates convolutions as the plain backend does', () => {
  fc.assert(
    fc.property(convolution, (one) => {
      const expected = on('cpu', () => gradients(one));
      const found = on('wasm', () => gradients(one));
      found.forEach((values, i) => expect(relativeError(values, expected[i])).toBeLessThan(TOLERANCE));
    }),
    { numRuns: 60, seed: 1 },
  );
});

it('multiplies transposed matrices as the plain backend does', () => {
  const sides = fc.record({
    rows: fc.integer({ min: 1, max: 9 }),
    inner: fc.integer({ min: 1, max: 9 }),
    columns: fc.integer({ min: 1, max: 9 }),
    left: fc.boolean(),
    right: fc.boolean(),
  });
  const product = ({
    rows,
    inner,
    columns,
    left,
    right,
  }: typeof sides extends fc.Arbitrary<infer T> ? T : never) => {
    const a: [number, number] = left ? [inner, rows] : [rows, inner];
    const b: [number, number] = right ? [columns, inner] : [inner, columns];
    return [tf.matMul(tf.tensor2d(numbers(a, 1), a), tf.tensor2d(numbers(b, 2), b), left, right)];
  };
  fc.assert(
    fc.property(sides, (one) => {
      const [expected] = on('cpu', () => product(one));
      const [found] = on('wasm', () => product(one));
      expect(relativeError(found, expected)).toBeLessThan(TOLERANCE);
    }),
    { numRuns: 60, seed: 1 },
  );
});
