import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dot,
  norm,
  orthonormalBasis,
  reject,
  solvePositiveDefinite,
} from '../../src/numeric/linear-algebra.js';

const vectors = fc.array(
  fc
    .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 })
    .filter((v) => norm(v) > 0.01),
  { minLength: 1, maxLength: 5 },
);

describe('orthonormalBasis', () => {
  it('is orthonormal and spans what it was given', () => {
    fc.assert(
      fc.property(vectors, (given) => {
        const basis = orthonormalBasis(given, 1e-10);
        basis.forEach((a, i) =>
          basis.forEach((b, j) => expect(Math.abs(dot(a, b) - Number(i === j))).toBeLessThan(1e-12)),
        );
        for (const vector of given) expect(norm(reject(vector, basis))).toBeLessThan(1e-9);
      }),
    );
  });

  it('adds no axis for a dependent vector', () => {
    expect(orthonormalBasis([[1, 0, 0], [0, 2, 0], [3, 4, 0]], 1e-10)).toHaveLength(2); // prettier-ignore
  });
});

describe('solvePositiveDefinite', () => {
  it('solves a system with a known answer', () => {
    const x = solvePositiveDefinite(Float64Array.of(4, 2, 2, 3), [10, 11]);
    expect(x[0]).toBeCloseTo(1, 14);
    expect(x[1]).toBeCloseTo(3, 14);
  });

  it('satisfies A x = b for A = I + VᵀV', () => {
    fc.assert(
      fc.property(vectors, (rows) => {
        const matrix = new Float64Array(36);
        for (let i = 0; i < 6; i++) {
          for (let j = 0; j < 6; j++) {
            matrix[6 * i + j] = Number(i === j) + rows.reduce((sum, row) => sum + row[i] * row[j], 0);
          }
        }
        const x = solvePositiveDefinite(matrix, rows[0]);
        for (let i = 0; i < 6; i++) {
          expect(dot(matrix.slice(6 * i, 6 * i + 6), x)).toBeCloseTo(rows[0][i], 10);
        }
      }),
    );
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(() => solvePositiveDefinite(Float64Array.of(1, 2, 2, 1), [1, 1])).toThrow(/pivot 1/);
  });
});
