import { randomStream } from '../../../../src/numeric/random.js';
import type { PatchSet } from '../../../../src/models/training/common/patch-cache.js';
import { readRecipe, type Recipe } from '../../../../src/models/training/generator/recipe.js';

export const SIZE = 16;

/** A recipe for patches of 16 × 16 that has every part of the large ones. */
export const TOY_YAML = `
recipe: 1
title: toy
seed: 3
batch: 8
images: 320
size: ${SIZE}
observations: 48
augment: { flipSign: true, mirrorNorthSouth: true, mirrorEastWest: false, translate: 2 }
generator:
  latent: 8
  layers:
    - { op: linear, to: 128 }
    - { op: reshape, shape: [8, 4, 4] }
    - { op: batch_norm }
    - { op: leaky_relu, slope: 0.2 }
    - { op: upsample, mode: bilinear, scale: 2 }
    - { op: noise, channels: 1 }
    - { op: conv2d, to: 6, kernel: 3, padding: 1, bias: false }
    - { op: batch_norm }
    - { op: leaky_relu, slope: 0.2 }
    - { op: upsample, mode: bilinear, scale: 2 }
    - { op: conv2d, to: 1, kernel: 3, padding: 1 }
    - { op: tanh }
discriminator:
  deviationGroups: 4
  layers:
    - { op: conv2d, to: 4, kernel: 4, stride: 2, padding: 1 }
    - { op: leaky_relu, slope: 0.2 }
    - { op: conv2d, to: 8, kernel: 4, stride: 2, padding: 1 }
    - { op: leaky_relu, slope: 0.2 }
warmStart:
  images: 160
  rate: 0.01
  betas: [0.9, 0.99]
  deviation: 0.25
  divergence: 0.1
  ramp: 100
  translate: 1
  encoder:
    - { op: conv2d, to: 6, kernel: 4, stride: 2, padding: 1, bias: false }
    - { op: batch_norm }
    - { op: leaky_relu, slope: 0.2 }
adversarial:
  loss: pairing
  generatorRate: 0.001
  discriminatorRate: 0.001
  betas: [0.5, 0.99]
  decay: 0.4
  delay: 2
  grow: 5
  drift: 0.001
  noise: { deviation: 0.05, weight: 20, every: 2 }
alignment: { parameters: [TUF, R, PSEP, LP, TILT], weight: 0.5 }
average: 0.9
every: { report: 1, checkpoint: 3, sheet: 1000 }
`;

export const toyRecipe = (changes: Partial<Recipe> = {}): Recipe => ({
  ...readRecipe(TOY_YAML, 'toy.yaml'),
  ...changes,
});

/** Two spots of opposite sign each. */
export function toyPatches(count = 48): PatchSet {
  const levels = new Int16Array(count * SIZE * SIZE);
  const random = randomStream(1, 0);
  for (let patch = 0; patch < count; patch++) {
    const spot = () => ({ x: random.between(3, 12), y: random.between(3, 12), width: random.between(1, 3) });
    const [positive, negative] = [spot(), spot()];
    const at = ({ x, y, width }: ReturnType<typeof spot>, i: number) =>
      Math.exp(-(((i % SIZE) - x) ** 2 + (Math.floor(i / SIZE) - y) ** 2) / width ** 2);
    for (let i = 0; i < SIZE * SIZE; i++)
      levels[patch * SIZE * SIZE + i] = 25_000 * (at(positive, i) - at(negative, i));
  }
  return { count, size: SIZE, levels };
}
