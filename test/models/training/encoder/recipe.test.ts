import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTrainingBackend } from '../../../../src/models/engines/training-backend.js';
import { summariseNetwork } from '../../../../src/models/network-shapes.js';
import { planNetwork } from '../../../../src/models/training/common/plan-network.js';
import { initialStream } from '../../../../src/models/training/common/streams.js';
import { measureMaterial } from '../../../../src/models/training/encoder/material.js';
import { readRecipe } from '../../../../src/models/training/encoder/recipe.js';
import { EncoderTraining } from '../../../../src/models/training/encoder/training.js';
import { failureOf } from '../../failure.js';
import { toyPatches } from '../generator/toy.js';
import { TOY_YAML } from './toy.js';

describe.each([
  // Kernels, scales and shifts of batch norms, and the linear layer after a maximum and four means of 160 channels.
  ['better', 9 * (16 * 32 + 32 * 48 + 48 * 96 + 96 * 128 + 128 * 160) + 25 * 16 + 2 * 480 + 800 * 100 + 100],
  // The 11,176,512 of ResNet-18 without its classifier, less two of three colours in the first layer; then the projection.
  ['paper', 11_176_512 - 2 * 64 * 49 + 2 * (512 * 512 + 2 * 512) + 512 * 100 + 100],
])('recipes/encoder-%s.yaml', (name, parameters) => {
  it('describes an encoder of 100 numbers', async () => {
    const file = `recipes/encoder-${name}.yaml`;
    const { encoder } = readRecipe(await readFile(file, 'utf8'), file);
    const { network, weights } = planNetwork(encoder.layers, [1, 128, 128], initialStream(1, 0));
    expect(network.output).toEqual([100]);
    const fixed = [...weights].filter(([weight]) => /\.fixed\.(weight|bias)$/.test(weight));
    const untrained = fixed.reduce((sum, [, { data }]) => sum + data.length, 0);
    expect(summariseNetwork(network, weights, file).parameters - untrained).toBe(parameters);
  });
});

describe('refuses', () => {
  beforeAll(() => openTrainingBackend('tfjs-wasm'));

  it.each([
    ['loss: nt-xent', 'loss: ntxent', /losses\[2\]\.loss requires a known loss, found "ntxent"/],
    ['temperature: 0.15', 'tau: 0.15', /there is no key `losses\[2\]\.tau`/],
    ['names: [TUF, PSEP,', 'names: [TUF, PSAP,', /losses\[0\]\.names\[1\] requires TUF or/],
    ['size: 9,', 'size: 8,', /encoder\.blocks requires the 12 of the last layer, found 11 numbers in all/],
    ['weight: 1, temp', 'weight: 1, block: looks, temp', /losses\[2\]/],
    [
      'names: [TUF, PSEP, SOUTHWARD]',
      'names: [TUF]',
      /losses\[0\]\.names requires as many parameters as numbers where `head` is none, found 1 parameters/,
    ],
  ])('%s written as %s', async (right, wrong, message) => {
    const yaml = TOY_YAML.replace('block: look, weight: 1, temp', 'weight: 1, temp').replace(right, wrong);
    expect(yaml).toContain(wrong);
    const { message: found } = await failureOf(() => {
      const recipe = readRecipe(yaml, 'toy.yaml');
      new EncoderTraining(tf, recipe, measureMaterial(recipe, toyPatches()));
    });
    expect(found).toMatch(message);
  });
});
