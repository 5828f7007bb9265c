import { expect, it } from 'vitest';
import { Batches } from '../../../../src/models/training/generator/batches.js';
import { stepStream, fillNormal } from '../../../../src/models/training/common/streams.js';
import { toyPatches, toyRecipe, SIZE } from './toy.js';

const plain = { flipSign: false, mirrorNorthSouth: false, mirrorEastWest: false, translate: 0 };
const area = SIZE * SIZE;

it('shows every patch once an epoch, whatever the workers', () => {
  const recipe = toyRecipe({ augment: plain });
  const shown = (workers: number) => {
    const batches = new Batches(toyPatches(48), recipe);
    const all: string[] = [];
    for (let step = 0; step < 6; step++)
      for (let worker = 0; worker < workers; worker++) {
        const images = batches.read(step, worker, workers, stepStream(1, step, worker));
        for (let i = 0; i < images.length; i += area) all.push(images.subarray(i, i + area).join());
      }
    return all;
  };
  expect(new Set(shown(1)).size).toBe(48);
  expect(shown(2)).toEqual(shown(1));
});

it('draws normal numbers', () => {
  const values = fillNormal(stepStream(1, 0, 0), new Float32Array(100_001));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const fourth = values.reduce((sum, value) => sum + (value - mean) ** 4, 0) / values.length;
  expect(mean).toBeCloseTo(0, 1);
  expect(variance).toBeCloseTo(1, 1);
  expect(fourth).toBeGreaterThan(2.8);
  expect(fourth).toBeLessThan(3.2);
});
