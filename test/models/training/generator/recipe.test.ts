import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { planNetwork } from '../../../../src/models/training/common/plan-network.js';
import { readRecipe } from '../../../../src/models/training/generator/recipe.js';
import { initialStream } from '../../../../src/models/training/common/streams.js';
import { summariseNetwork } from '../../../../src/models/network-shapes.js';
import { failureOf } from '../../failure.js';
import { TOY_YAML } from './toy.js';

describe.each(['better', 'paper'])('recipes/generator-%s.yaml', (name) => {
  it('describes a generator of patches', async () => {
    const file = `recipes/generator-${name}.yaml`;
    const { generator } = readRecipe(await readFile(file, 'utf8'), file);
    const { network, weights } = planNetwork(generator.layers, [generator.latent], initialStream(1, 0));
    expect(network.output).toEqual([1, 128, 128]);
    expect(summariseNetwork(network, weights, file).parameters).toBeGreaterThan(100_000);
  });
});

it.each([
  ['images: 320', 'images: many', 'toy.yaml: images requires a positive whole number, found "many"'],
  [
    'loss: pairing',
    'loss: paring',
    'toy.yaml: adversarial.loss requires pairing or cross-entropy, found "paring"',
  ],
  ['translate: 2', 'shift: 2', 'toy.yaml: there is no key `augment.shift`'],
  ['batch: 8', 'batch: 800', 'toy.yaml: images requires at least one batch, found 320'],
  [
    'LP, TILT], weight: 0.5 }',
    'LP, TILT], weight: 0.5, emphasis: [1, 2, 1] }',
    'toy.yaml: alignment.emphasis requires 5 numbers, found 3 numbers',
  ],
  [
    'translate: 2 }',
    'translate: 2 }\nlattice: { weight: 0.1, periods: [2, 3] }',
    'toy.yaml: lattice.periods requires periods of at least 2 pixels that divide 16, found 3',
  ],
  ['op: tanh', 'op: tan', 'toy.yaml: generator.layers[11].op requires a known op, found "tan"'],
])('explains %s written as %s', async (right, wrong, message) => {
  const { message: found } = await failureOf(() => readRecipe(TOY_YAML.replace(right, wrong), 'toy.yaml'));
  expect(found).toBe(message);
});
