import { describe, expect, it } from 'vitest';
import { trainDirection } from '../../../src/models/training/direction.js';
import { dot, norm } from '../../../src/numeric/linear-algebra.js';
import { latentVector, randomStream } from '../../../src/numeric/random.js';

const DIMENSION = 8;
const COUNT = 1000;
const PLANE = Float64Array.of(3, 0, 0, 4, 0, 0, 0, 0).map((value) => value / 5);
const latents = Float64Array.from({ length: COUNT * DIMENSION });
for (let i = 0; i < COUNT; i++) latents.set(latentVector(1, i, DIMENSION), i * DIMENSION);

/** A monotone function of the score n·z plus noise: the truth that a direction should find. */
function valuesWith(noise: number): Float64Array {
  const random = randomStream(2, 0);
  return Float64Array.from({ length: COUNT }, (_, i) => {
    const score = dot(PLANE, latents.subarray(i * DIMENSION));
    return Math.exp(score + noise * random.normal());
  });
}

describe('trainDirection', () => {
  it('finds the normal of the plane that made the values', () => {
    const task = { parameter: 'TUF', latents, values: valuesWith(0.2), source: 'patches of a test' };
    const { direction, missing, trainingAccuracy } = trainDirection(task);
    expect(norm(direction.normal)).toBeCloseTo(1, 12);
    expect(dot(direction.normal, PLANE)).toBeGreaterThan(0.99);
    expect(direction.bias).toBeCloseTo(-Math.log(direction.threshold), 1);
    expect(direction.accuracy).toBeGreaterThan(0.9);
    expect(trainingAccuracy).toBeGreaterThan(0.9);
    expect(missing).toBe(0);
    expect(direction.method).toBe('svm-primal C=1');
    expect(direction.trainedOn).toBe('700 patches of a test; validated on 300 more');
  });

  it('puts the threshold at the median of the training rows', () => {
    const values = valuesWith(0);
    const sorted = values.slice(0, 700).sort();
    const { direction } = trainDirection({ parameter: 'R', latents, values, source: 'patches' });
    expect(direction.threshold).toBe((sorted[349] + sorted[350]) / 2);
  });

  it('measures the accuracy on held-out rows only', () => {
    const values = valuesWith(0).map((value, i) => (i < 700 ? value : 1 / value));
    const { direction, trainingAccuracy } = trainDirection({
      parameter: 'R',
      latents,
      values,
      source: 'patches',
    });
    expect(trainingAccuracy).toBeGreaterThan(0.95);
    expect(direction.accuracy).toBeLessThan(0.1);
  });

  it('leaves missing values out and counts them', () => {
    const values = valuesWith(0.2);
    for (let i = 0; i < COUNT; i += 10) values[i] = NaN;
    const { direction, missing } = trainDirection({ parameter: 'PSEP', latents, values, source: 'patches' });
    expect(missing).toBe(100);
    expect(direction.trainedOn).toBe('630 patches; validated on 270 more');
    expect(dot(direction.normal, PLANE)).toBeGreaterThan(0.99);
  });

  it('separates a polarity by its sign', () => {
    const values = valuesWith(0).map((value) => Math.sign(value - 2));
    const task = { parameter: 'POLARITY', latents, values, source: 'patches' };
    const { direction } = trainDirection(task);
    expect(direction.threshold).toBe(0);
    expect(direction.bias).toBeCloseTo(-Math.log(2), 1);
  });
});
