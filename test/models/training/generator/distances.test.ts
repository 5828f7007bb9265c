/** Distances that a training tells of: of the archive to itself none, of a blank generator all. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { openTrainingBackend } from '../../../../src/models/engines/training-backend.js';
import { watchDistances } from '../../../../src/models/training/generator/distances.js';
import { GeneratorTraining } from '../../../../src/models/training/generator/training.js';
import { SIZE, toyPatches, toyRecipe } from './toy.js';

beforeAll(() => openTrainingBackend('tfjs-wasm'));

/** A linear generator: its bias is the picture, whatever the latent. */
function constant(picture: Float32Array) {
  const weights = new Map([
    ['l.weight', { shape: [picture.length, 1], data: new Float32Array(picture.length) }],
    ['l.bias', { shape: [picture.length], data: picture }],
  ]);
  const layers = [
    { op: 'linear', weight: 'l.weight', bias: 'l.bias' },
    { op: 'reshape', shape: [1, SIZE, SIZE] },
  ] as const;
  return { network: { input: [1], output: [1, SIZE, SIZE], layers }, weights };
}

it('are 0 for a generator of the only patch that the archive has', async () => {
  const patches = toyPatches(1);
  const picture = Float32Array.from(patches.levels, (level) => level / 32767);
  const distances = await watchDistances(patches)(tf, constant(picture));
  expect(Object.keys(distances)).toContain('TILT');
  for (const distance of Object.values(distances)) expect(distance).toBe(0);
});

it('are 1 for a blank generator, and between for one that has just begun', async () => {
  const watch = watchDistances(toyPatches());
  expect((await watch(tf, constant(new Float32Array(SIZE * SIZE)))).TUF).toBe(1);
  const training = new GeneratorTraining(tf, toyRecipe(), toyPatches());
  const distances = await watch(tf, training.generator());
  expect(distances.TUF).toBeGreaterThan(0.2);
  training.dispose();
});
