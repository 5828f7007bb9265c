import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { openTrainingBackend } from '../../../../src/models/engines/training-backend.js';
import { GeneratorTraining as Training } from '../../../../src/models/training/generator/training.js';
import { toyPatches, toyRecipe } from './toy.js';

beforeAll(() => openTrainingBackend('tfjs-wasm'));

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const bytes = (training: Training) =>
  [...training.save()].map(
    ([name, { data }]) => `${name} ${Buffer.from(data.slice().buffer).toString('base64')}`,
  );

it('lowers the error of the warm start, and keeps the adversarial losses finite', async () => {
  const training = new Training(tf, toyRecipe({ images: 800 }), toyPatches());
  const warm: number[] = [];
  const adversarial: number[] = [];
  while (!training.isDone) {
    const isWarm = training.isWarmingUp;
    const losses = await training.next();
    if (isWarm) warm.push(losses['squared error']);
    else adversarial.push(...Object.values(losses));
  }
  expect(mean(warm.slice(-5))).toBeLessThan(0.9 * mean(warm.slice(0, 5)));
  expect(adversarial.length).toBeGreaterThan(100);
  expect(adversarial.every(Number.isFinite)).toBe(true);
  training.dispose();
});

it('leaves no tensors behind', async () => {
  const before = tf.memory().numTensors;
  const training = new Training(tf, toyRecipe(), toyPatches());
  await training.next();
  const started = tf.memory().numTensors;
  while (!training.isDone) {
    await training.next();
    expect(tf.memory().numTensors).toBe(started);
  }
  training.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

it.each([1, 19, 20, 21, 33])('goes on from step %i as if it had never stopped', async (stop) => {
  const straight = new Training(tf, toyRecipe(), toyPatches());
  while (!straight.isDone) await straight.next();
  const first = new Training(tf, toyRecipe(), toyPatches());
  while (first.step < stop) await first.next();
  const saved = new Map(
    [...first.save()].map(([name, tensor]) => [name, { ...tensor, data: tensor.data.slice() }]),
  );
  const second = new Training(tf, toyRecipe(), toyPatches());
  second.restore(stop, saved);
  while (!second.isDone) await second.next();
  expect(bytes(second)).toEqual(bytes(straight));
  [straight, first, second].forEach((one) => one.dispose());
});

it('ends elsewhere with another seed', async () => {
  const endOf = async (seed: number) => {
    const training = new Training(tf, toyRecipe({ seed, images: 48 }), toyPatches());
    while (!training.isDone) await training.next();
    const end = bytes(training);
    training.dispose();
    return end;
  };
  expect(await endOf(1)).not.toEqual(await endOf(2));
});

it('trains the layers of the paper too', async () => {
  const recipe = toyRecipe({
    images: 48,
    generator: {
      latent: 8,
      layers: [
        { op: 'linear', to: 36, bias: true },
        { op: 'reshape', shape: [4, 3, 3] },
        { op: 'batch_norm', affine: true },
        { op: 'relu' },
        { op: 'conv_transpose2d', to: 3, kernel: 3, stride: 2, padding: 0, output_padding: 0, bias: true },
        { op: 'pad', pads: [1, 0, 1, 0] },
        { op: 'relu' },
        { op: 'conv_transpose2d', to: 1, kernel: 3, stride: 2, padding: 0, output_padding: 0, bias: true },
        { op: 'pad', pads: [0, -1, 0, -1] },
        { op: 'tanh' },
      ],
    },
    warmStart: undefined,
    alignment: undefined,
  });
  const adversarial = { ...recipe.adversarial, loss: 'cross-entropy' as const };
  const training = new Training(tf, { ...recipe, adversarial }, toyPatches());
  const before = [...training.generator().weights.values()].map(({ data }) => data.slice());
  while (!training.isDone) {
    expect(Object.values(await training.next()).every(Number.isFinite)).toBe(true);
  }
  const after = [...training.generator().weights.values()];
  expect(after.some(({ data }, i) => data.some((value, j) => value !== before[i][j]))).toBe(true);
  training.dispose();
});
