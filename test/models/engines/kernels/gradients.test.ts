import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  batchStatistics,
  convolve,
  doubleSize,
  leakyRelu,
  normalise,
  translate,
} from '../../../../src/models/engines/kernels/operations.js';
import { numbers, on, openBackends } from './support.js';

beforeAll(openBackends);

const image = [2, 4, 6, 3];

/** Functions of one tensor, whose gradients are compared with differences of their values. */
const functions: Readonly<Record<string, [shape: number[], f: (x: tf.Tensor) => tf.Tensor]>> = {
  add: [[2, 3], (x) => tf.add(x, tf.mul(x, tf.sum(x, 0)))],
  divide: [[2, 3], (x) => tf.div(x, tf.add(tf.square(x), 1))],
  subtract: [[2, 3], (x) => tf.sub(tf.mean(x), tf.mul(x, x))],
  activations: [[2, 3], (x) => tf.add(tf.tanh(x), tf.add(tf.sigmoid(x), tf.softplus(x)))],
  'relu and abs': [[2, 3], (x) => tf.add(tf.relu(x), tf.abs(tf.mul(x, 3)))],
  'roots and powers': [[2, 3], (x) => tf.add(tf.sqrt(tf.add(tf.square(x), 1)), tf.exp(x))],
  logarithms: [[2, 3], (x) => tf.log(tf.add(tf.square(x), 1))],
  'arcsine and clip': [[2, 3], (x) => tf.asin(tf.clipByValue(x, -0.9, 0.9))],
  'slices and pads': [
    [3, 4],
    (x) =>
      tf.pad(tf.slice(x, [1, 0], [2, 3]), [
        [1, 0],
        [0, 2],
      ]),
  ],
  concatenation: [[3, 4], (x) => tf.concat([x, tf.square(x)], 1)],
  'matrix products': [[3, 4], (x) => tf.matMul(x as tf.Tensor2D, tf.transpose(x) as tf.Tensor2D)],
  'pools of the largest': [image, (x) => tf.maxPool(x as tf.Tensor4D, 3, 1, 1)],
  'pools of the mean': [image, (x) => tf.avgPool(x as tf.Tensor4D, 2, 2, 'valid')],
  'largest of all': [image, (x) => tf.max(x, [1, 2])],
  'convolution with a bias': [
    [3],
    (b) => convolve(tf, tf.tensor(numbers(image, 5), image), tf.ones([3, 3, 3, 3]), b, 1, 1),
  ],
  'transposed convolution': [
    image,
    (x) =>
      tf.conv2dTranspose(
        x as tf.Tensor4D,
        tf.tensor4d(numbers([3, 3, 2, 3], 5), [3, 3, 2, 3]),
        [2, 9, 13, 2],
        2,
        'valid',
      ),
  ],
  'leaky relu': [image, (x) => leakyRelu(tf, x, 0.2)],
  'batch norm': [
    image,
    (x) => normalise(tf, x, tf.tensor1d([1, 2, -1]), tf.tensor1d([0, 1, 2]), batchStatistics(tf, x), 1e-3),
  ],
  'batch norm of rows': [
    [5, 3],
    (x) => normalise(tf, x, tf.tensor1d([1, 2, -1]), tf.tensor1d([0, 1, 2]), batchStatistics(tf, x), 1e-3),
  ],
  'twice the size': [image, (x) => doubleSize(tf, x)],
  'moved images': [
    image,
    (x) =>
      translate(tf, x, [
        [1, -2],
        [0, 3],
      ]),
  ],
};

const STEP = 1e-2;

describe.each(['cpu', 'wasm'])('on %s', (backend) => {
  it.each(Object.entries(functions))('differentiates %s', (_, [shape, f]) => {
    const at = numbers(shape, 1);
    const way = numbers(shape, 2);
    const moved = (by: number) => at.map((value, i) => value + by * way[i]);
    const weigh = (y: tf.Tensor) => tf.sum(tf.mul(y, tf.tensor(numbers(y.shape, 3), y.shape)));
    const value = (values: Float32Array) => on(backend, () => [weigh(f(tf.tensor(values, shape)))])[0][0];
    const slope = (value(moved(STEP)) - value(moved(-STEP))) / (2 * STEP);
    const [gradient] = on(backend, () => [tf.grad((x) => weigh(f(x)))(tf.tensor(at, shape))]);
    const found = gradient.reduce((sum, one, i) => sum + one * way[i], 0);
    expect(Math.abs(found - slope)).toBeLessThan(0.02 * Math.max(1, Math.abs(slope)));
  });
});
