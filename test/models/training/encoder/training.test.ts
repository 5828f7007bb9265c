import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { openTrainingBackend } from '../../../../src/models/engines/training-backend.js';
import { measureMaterial } from '../../../../src/models/training/encoder/material.js';
import type { Recipe } from '../../../../src/models/training/encoder/recipe.js';
import { EncoderTraining } from '../../../../src/models/training/encoder/training.js';
import type { SafeTensor } from '../../../../src/models/safetensors.js';
import { toyPatches } from '../generator/toy.js';
import { toyRecipe } from './toy.js';

beforeAll(() => openTrainingBackend('tfjs-wasm'));

const start = (recipe: Recipe = toyRecipe()) =>
  new EncoderTraining(tf, recipe, measureMaterial(recipe, toyPatches()));

const finish = async (training: EncoderTraining): Promise<Record<string, number>[]> => {
  const losses: Record<string, number>[] = [];
  while (!training.isDone) losses.push(await training.next());
  return losses;
};

const bytes = (training: EncoderTraining) =>
  [...training.save()].map(
    ([name, { data }]) => `${name} ${Buffer.from(data.slice().buffer).toString('base64')}`,
  );

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

it('lowers every loss', async () => {
  const training = start(toyRecipe({ images: 1600 }));
  const losses = await finish(training);
  const names = ['total', 'parameters physics', 'parameters', 'nt-xent look', 'vicreg look', 'simsiam look'];
  expect(Object.keys(losses[0])).toEqual(names);
  for (const name of names) {
    const of = (part: Record<string, number>[]) => mean(part.map((one) => one[name]));
    expect(of(losses.slice(-10)), name).toBeLessThan(of(losses.slice(0, 10)));
  }
  training.dispose();
});

it('leaves no tensors behind', async () => {
  const before = tf.memory().numTensors;
  const training = start();
  await training.next();
  const started = tf.memory().numTensors;
  while (!training.isDone) {
    await training.next();
    expect(tf.memory().numTensors).toBe(started);
  }
  training.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

it.each(['adam', 'descent'] as const)('goes on with %s as if it had never stopped', async (op) => {
  const optimiser = op === 'adam' ? toyRecipe().optimiser : { op, rate: 0.01, momentum: 0.9, decay: 0.0001 };
  const recipe = toyRecipe({ images: 120, optimiser });
  const straight = start(recipe);
  await finish(straight);
  const first = start(recipe);
  while (first.step < 7) await first.next();
  const saved = new Map(
    [...first.save()].map(([name, tensor]) => [name, { ...tensor, data: tensor.data.slice() }]),
  );
  const second = start(recipe);
  second.restore(7, saved);
  await finish(second);
  expect(bytes(second)).toEqual(bytes(straight));
  [straight, first, second].forEach((one) => one.dispose());
});

/** Weights of a finished network, as they are read from a world; the numbers of its embedding times these factors. */
function finished(training: EncoderTraining, factors: readonly number[]): Map<string, SafeTensor> {
  const { network, weights } = training.encoder();
  const last = network.layers.at(-1)!;
  const scaled = last.op === 'linear' ? [last.weight, last.bias] : [];
  const factor = (name: string, share: number) =>
    scaled.includes(name) ? (factors[Math.floor(share * 12)] ?? 1) : 1;
  return new Map(
    [...weights].map(([name, { shape, data }]) => [
      `encoder/${name}`,
      { type: 'F32', shape, data: data.map((value, i) => value * factor(name, i / data.length)) },
    ]),
  );
}

it('fits a finished encoder to the parameters before it goes on, whatever spread it was given', async () => {
  const earlier = start(toyRecipe({ images: 800 }));
  const unknowing = await finish(earlier);
  const losses: number[] = [];
  for (const factors of [[1], [30, 0.1, 7]]) {
    const training = start();
    training.begin(finished(earlier, factors));
    losses.push((await training.next())['parameters physics']);
    training.dispose();
  }
  expect(losses[1]).toBeCloseTo(losses[0], 3);
  expect(losses[0]).toBeLessThan(0.5 * unknowing[0]['parameters physics']);
  earlier.dispose();
});
