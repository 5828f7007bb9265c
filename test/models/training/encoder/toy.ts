import { readRecipe, type Recipe } from '../../../../src/models/training/encoder/recipe.js';

/** A recipe for patches of 16 × 16 that has every part of the large ones. */
export const TOY_YAML = `
recipe: 1
title: toy
seed: 3
batch: 8
images: 240
size: 16
views:
  - { mirrorNorthSouth: true, rotate: 0, zoom: 0, shift: 0, blur: 0.5, noise: 0.02 }
  - { mirrorNorthSouth: true, rotate: 20, zoom: 0.2, shift: 1, blur: 0.5, noise: 0.02 }
encoder:
  layers:
    - { op: conv2d, to: 6, kernel: 5, stride: 2, padding: 2, bias: false }
    - { op: batch_norm }
    - { op: relu }
    - op: residual
      layers:
        - { op: conv2d, to: 8, kernel: 3, stride: 2, padding: 1, bias: false }
        - { op: batch_norm }
      shortcut:
        - { op: conv2d, to: 8, kernel: 1, stride: 2, bias: false }
    - { op: relu }
    - op: concat
      branches:
        - [{ op: global_max_pool }]
        - [{ op: adaptive_average_pool, size: [2, 2] }]
    - { op: linear, to: 12 }
  blocks:
    - { name: physics, size: 3, spread: 2 }
    - { name: look, size: 9, spread: 1 }
losses:
  - { loss: parameters, block: physics, weight: 1, names: [TUF, PSEP, SOUTHWARD], views: [1, 0.5], head: none }
  - { loss: parameters, weight: 0.5, names: [TPF, POLARITY], views: [1, 0], head: linear }
  - { loss: nt-xent, block: look, weight: 1, temperature: 0.15 }
  - { loss: vicreg, block: look, weight: 0.1, invariance: 25, variance: 25, covariance: 1 }
  - { loss: simsiam, block: look, weight: 0.5, hidden: 8 }
optimiser: { op: adam, rate: 0.005, betas: [0.9, 0.999] }
ramp: 40
every: { report: 1, checkpoint: 3 }
`;

export const toyRecipe = (changes: Partial<Recipe> = {}): Recipe => ({
  ...readRecipe(TOY_YAML, 'toy.yaml'),
  ...changes,
});
