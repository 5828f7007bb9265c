import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileNetwork } from '../../../../src/models/engines/tfjs-network.js';
import { ParameterSet } from '../../../../src/models/training/common/parameter-set.js';
import type { PlannedLayer } from '../../../../src/models/training/common/planned-layer.js';
import { planNetwork } from '../../../../src/models/training/common/plan-network.js';
import { initialStream } from '../../../../src/models/training/common/streams.js';
import { trainableNetwork } from '../../../../src/models/training/common/trainable-network.js';
import { numbers, on, openBackends, relativeError } from '../../engines/kernels/support.js';

beforeAll(openBackends);

const conv = (to: number, kernel: number, stride: number): PlannedLayer => ({
  ...{ op: 'conv2d', to, kernel, stride, padding: (kernel - 1) / 2, bias: false },
});
const norm: PlannedLayer = { op: 'batch_norm', affine: true };

/** The layers of ResNet-18 and of the small encoder, small. */
const LAYERS: readonly PlannedLayer[] = [
  conv(4, 7, 2),
  norm,
  { op: 'relu' },
  { op: 'max_pool', size: 3, stride: 2, padding: 1 },
  { op: 'residual', layers: [conv(4, 3, 1), norm, { op: 'relu' }, conv(4, 3, 1), norm], shortcut: [] },
  { op: 'relu' },
  { op: 'residual', layers: [conv(6, 3, 2), norm], shortcut: [conv(6, 1, 2), norm] },
  {
    op: 'concat',
    branches: [
      [{ op: 'global_max_pool' }],
      [{ op: 'global_average_pool' }],
      [{ op: 'adaptive_average_pool', size: [2, 2] }],
    ],
  },
  { op: 'linear', to: 5, bias: false },
  { op: 'batch_norm', affine: false },
];
const COUNT = 3;
const SHAPE: [number, number, number, number] = [COUNT, 16, 16, 1];
const plan = () => planNetwork(LAYERS, [1, 16, 16], initialStream(1, 0));

describe('the layers of an encoder', () => {
  it('give the same as on an engine when they are not trained', async () => {
    const { network, weights } = plan();
    const [found] = on('wasm', () => {
      const run = trainableNetwork(tf, network.layers, new ParameterSet(tf, weights));
      return [run(tf.tensor(numbers(SHAPE, 1), SHAPE), {})];
    });
    const compiled = compileNetwork(tf, network, weights);
    expect(relativeError(found, await compiled.run(numbers(SHAPE, 1), COUNT))).toBeLessThan(1e-4);
    compiled.dispose();
  });

  it('have the same gradients on the composed backend as on the plain one', () => {
    const { network, weights } = plan();
    const gradients = () => {
      const parameters = new ParameterSet(tf, weights);
      const run = trainableNetwork(tf, network.layers, parameters);
      const images = tf.tensor(numbers(SHAPE, 1), SHAPE);
      const wanted = tf.tensor(numbers([COUNT, 5], 2), [COUNT, 5]);
      const variables = [...parameters.trainedVariables()];
      const { grads } = tf.variableGrads(
        () => tf.sum(tf.mul(run(images, { statistics: new Map() }), wanted)),
        variables,
      );
      return variables.map(({ name }) => grads[name]);
    };
    const expected = on('cpu', gradients);
    const found = on('wasm', gradients);
    // A kernel, a scale and a shift for each of five convolutions; the last matrix.
    expect(expected).toHaveLength(5 * 3 + 1);
    found.forEach((values, i) => expect(relativeError(values, expected[i])).toBeLessThan(1e-3));
  });
});

it('does not train a batch norm without scale', () => {
  const parameters = new ParameterSet(tf, plan().weights);
  const names = [...parameters.weights().keys()].slice(parameters.trainedVariables().length);
  expect(names.filter((name) => /weight|bias/.test(name))).toEqual(['l9.fixed.weight', 'l9.fixed.bias']);
  parameters.dispose();
});
