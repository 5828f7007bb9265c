import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { openTrainingBackend } from '../../../../src/models/engines/training-backend.js';
import { ParameterSet } from '../../../../src/models/training/common/parameter-set.js';
import { trainableNetwork } from '../../../../src/models/training/common/trainable-network.js';
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
