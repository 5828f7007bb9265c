import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { compileNetwork } from '../../../../src/models/engines/tfjs-network.js';
import { openTrainingBackend } from '../../../../src/models/engines/training-backend.js';
import { ParameterSet } from '../../../../src/models/training/common/parameter-set.js';
import { trainableNetwork } from '../../../../src/models/training/common/trainable-network.js';
import { planNetwork } from '../../../../src/models/training/common/plan-network.js';
import type { PlannedLayer } from '../../../../src/models/training/common/planned-layer.js';
import { randomStream } from '../../../../src/numeric/random.js';
import { openWorld } from '../../../../src/models/world.js';
import { largestDifference, reference } from '../../engines/oracles.js';

it('renders patches as PyTorch does when it is not training', async () => {
  await openTrainingBackend('tfjs-wasm');
  const world = await openWorld('solar-sim');
  const { network, weights } = await world.network('generator');
  const parameters = new ParameterSet(tf, weights);
  const run = trainableNetwork(tf, network.layers, parameters);
  const { latents, patches, count } = reference();
  const images = tf.tidy(() => run(tf.tensor(latents, [count, network.input[0]]), {}).dataSync<'float32'>());
  expect(largestDifference(images, patches)).toBeLessThan(1e-4);
  expect([...parameters.weights()].sort()).toEqual([...weights].sort());
  parameters.dispose();
  world.dispose();
});

const noisy = (maps?: number): readonly PlannedLayer[] => [
  { op: 'linear', to: 32, bias: true },
  { op: 'reshape', shape: [2, 4, 4] },
  { op: 'noise', channels: 1, maps },
  { op: 'conv2d', to: 1, kernel: 3, padding: 1, stride: 1, bias: true },
];

it('weights maps by the latent as the engines do', async () => {
  await openTrainingBackend('tfjs-wasm');
  const { network, weights } = planNetwork(noisy(3), [6], randomStream(1, 0));
  const latents = Float32Array.from({ length: 12 }, (_, i) => Math.sin(i));
  const compiled = compileNetwork(tf, network, weights);
  const parameters = new ParameterSet(tf, weights);
  const run = trainableNetwork(tf, network.layers, parameters);
  const images = tf.tidy(() => run(tf.tensor(latents, [2, 6]), {}).dataSync<'float32'>());
  expect(largestDifference(images, await compiled.run(latents, 2))).toBeLessThan(1e-5);
  parameters.dispose();
  compiled.dispose();
});

it('plans the same weights with any number of maps', () => {
  const [one, three] = [undefined, 3].map((maps) => planNetwork(noisy(maps), [6], randomStream(1, 0)));
  for (const [name, { shape, data }] of one.weights) {
    expect(three.weights.get(name)!.data.subarray(0, data.length)).toEqual(data);
    if (!name.startsWith('noise')) expect(three.weights.get(name)!.shape).toEqual(shape);
  }
  expect(three.weights.get('noise2')!.shape).toEqual([3, 1, 4, 4]);
});
