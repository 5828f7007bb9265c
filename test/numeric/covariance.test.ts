/** Against numpy and scipy: test/oracles/retrieval.py. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnMeans, covariance, whitening } from '../../src/numeric/covariance.js';
import { dot } from '../../src/numeric/linear-algebra.js';
import { symmetricEigen } from '../../src/numeric/symmetric-eigen.js';
import oracle from '../oracles/retrieval.json' with { type: 'json' };

const dimension = oracle.rows[0].length;
const rows = { values: Float32Array.from(oracle.rows.flat()), dimension };

describe('covariance', () => {
  it('is that of numpy', () => {
    const found = covariance(rows, columnMeans(rows));
    oracle.covariance.flat().forEach((value, index) => expect(found[index]).toBeCloseTo(value, 5));
  });
});

describe('whitening', () => {
  it('makes Mahalanobis distances Euclidean', () => {
    const white = whitening(rows)!(rows.values);
    const row = (index: number) => white.subarray(index * dimension, (index + 1) * dimension);
    const distance = (a: number, b: number) => Math.hypot(...row(a).map((value, j) => value - row(b)[j]));
    oracle.mahalanobis.forEach((line, a) =>
      line.forEach((value, b) => expect(distance(a, b)).toBeCloseTo(value, 4)),
    );
  });

  it('is impossible with fewer rows than columns, and where one column follows from another', () => {
    expect(whitening({ values: rows.values.subarray(0, 3 * dimension), dimension })).toBeUndefined();
    expect(whitening({ values: Float32Array.of(1, 2, 2, 4, 3, 6, 4, 8), dimension: 2 })).toBeUndefined();
  });
});

describe('symmetricEigen', () => {
  it('finds the eigenvalues and eigenvectors of numpy, but for their signs', () => {
    const { values, vectors } = symmetricEigen(Float64Array.from(oracle.covariance.flat()), dimension);
    oracle.eigenvalues.forEach((value, index) => {
      expect(values[index]).toBeCloseTo(value, 10);
      expect(Math.abs(dot(vectors[index], oracle.eigenvectors[index]))).toBeCloseTo(1, 10);
    });
  });

  it('puts any symmetric matrix together again', () => {
    const entries = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), {
      minLength: 25,
      maxLength: 25,
    });
    fc.assert(
      fc.property(entries, (numbers) => {
        const matrix = Float64Array.from({ length: 25 }, (_, index) => {
          const [i, j] = [Math.floor(index / 5), index % 5];
          return numbers[5 * Math.min(i, j) + Math.max(i, j)];
        });
        const { values, vectors } = symmetricEigen(matrix, 5);
        matrix.forEach((value, index) => {
          const [i, j] = [Math.floor(index / 5), index % 5];
          const again = vectors.reduce((sum, vector, axis) => sum + values[axis] * vector[i] * vector[j], 0);
          expect(again).toBeCloseTo(value, 8);
        });
      }),
    );
  });

  it('refuses what is not finite', () => {
    expect(() => symmetricEigen(Float64Array.of(NaN), 1)).toThrow(RangeError);
  });
});
