/** Distances of samples and intervals: against numpy and scipy (test/oracles/evaluation.py), and against closed forms. */
import { describe, expect, it } from 'vitest';
import { bootstrapInterval } from '../../src/numeric/bootstrap.js';
import { frechetDistance, gaussianOf } from '../../src/numeric/frechet.js';
import { ksCritical, ksDistance } from '../../src/numeric/kolmogorov-smirnov.js';
import { randomStream } from '../../src/numeric/random.js';
import { mean } from '../../src/numeric/statistics.js';
import { symmetricEigen } from '../../src/numeric/symmetric-eigen.js';
import { oracle } from '../evaluation/oracle.js';

describe('ksDistance', () => {
  it.each(oracle.kolmogorovSmirnov)('is that of scipy: $distance', ({ one, other, distance }) => {
    expect(ksDistance({ values: one }, { values: other })).toBeCloseTo(distance, 12);
  });

  it('leaves missing values out', () => {
    expect(ksDistance({ values: [1, NaN, 2] }, { values: [1, 2] })).toBe(0);
  });

  it('has its 5 % point where tables have it', () => {
    // Two samples of 100: 1.3581 √(2/100).
    expect(ksCritical(100, 100)).toBeCloseTo(0.192, 3);
  });
});

describe('symmetricEigen', () => {
  it('has the eigenvalues of numpy', () => {
    const { matrix, values } = oracle.eigenvalues;
    const found = symmetricEigen(Float64Array.from(matrix.flat()), matrix.length).values;
    [...found].sort((a, b) => a - b).forEach((value, index) => expect(value).toBeCloseTo(values[index], 10));
  });
});

describe('frechetDistance', () => {
  it.each(oracle.frechet)('is that of scipy: $distance', ({ one, other, distance }) => {
    const [left, right] = [one, other].map((rows) => gaussianOf(Float32Array.from(rows.flat()), 5));
    // Rows are float32.
    expect(frechetDistance(left, right)).toBeCloseTo(distance, 4);
  });
});

describe('bootstrapInterval', () => {
  const stream = () => randomStream(7, 1);
  const normal = stream();
  const values = Float64Array.from({ length: 400 }, () => normal.normal(5, 2));
  const meanAt = (rows: Uint32Array) => mean(Float64Array.from(rows, (row) => values[row]));

  it('of a mean is that of the normal approximation', () => {
    const { low, high } = bootstrapInterval(400, meanAt, { stream: stream(), resamples: 2000 });
    const center = mean(values);
    expect(low).toBeCloseTo(center - 1.96 * 0.1, 1);
    expect(high).toBeCloseTo(center + 1.96 * 0.1, 1);
  });

  it('is the same for the same stream', () => {
    const interval = () => bootstrapInterval(400, meanAt, { stream: stream(), resamples: 50 });
    expect(interval()).toEqual(interval());
  });

  it('leaves draws without a value out', () => {
    const sometimes = (rows: Uint32Array) => (rows[0] < 200 ? NaN : 1);
    expect(bootstrapInterval(400, sometimes, { stream: stream() })).toEqual({ low: 1, high: 1 });
    expect(bootstrapInterval(400, () => NaN, { stream: stream() })).toEqual({ low: NaN, high: NaN });
  });
});
