import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cosineMatrix, decouple } from '../../src/latent/decouple.js';
import { addScaled, dot, norm } from '../../src/numeric/linear-algebra.js';
import { diagnosticOf, directionOf, vectors } from './support.js';

const DIMENSION = 100;

/** A kept set with near-parallel members: each is a base vector plus a smaller and smaller part of another. */
const keptSets = fc
  .array(fc.tuple(vectors(DIMENSION), vectors(DIMENSION), fc.integer({ min: 0, max: 14 })), {
    minLength: 0,
    maxLength: 4,
  })
  .map((entries) =>
    entries.flatMap(([base, other, closeness], i) => {
      const near = Float64Array.from(base);
      addScaled(near, other, 10 ** -closeness);
      return [directionOf(`Q${2 * i}`, base), directionOf(`Q${2 * i + 1}`, near)];
    }),
  );

describe('decouple', () => {
  it('leaves a target alone that keeps nothing', () => {
    const target = directionOf('TUF', [3, 4]);
    const { normal, gain, cosines } = decouple(target, []);
    normal.forEach((value, i) => expect(value).toBeCloseTo(target.normal[i], 15));
    expect(gain).toBeCloseTo(1, 15);
    expect(cosines).toEqual([]);
  });

  it('is the paper’s one-boundary formula for one kept direction', () => {
    const target = directionOf('TUF', [1, 1, 0]);
    const { normal, residualNorm, gain, cosines } = decouple(target, [directionOf('R', [1, 0, 0])]);
    expect([...normal]).toEqual([0, 1, 0]);
    expect(residualNorm).toBeCloseTo(Math.SQRT1_2, 15);
    expect(gain).toBeCloseTo(Math.SQRT1_2, 15);
    expect(cosines[0].cosine).toBeCloseTo(Math.SQRT1_2, 15);
  });

  it.each([
    [0.5, 2.598],
    [0.9, 1.308],
    [0.99, 0.423],
  ])('has the gain that moves the own score by %f·3 → %f', (cosine, moved) => {
    const target = directionOf('TUF', [cosine, Math.sqrt(1 - cosine * cosine)]);
    expect(3 * decouple(target, [directionOf('R', [1, 0])]).gain).toBeCloseTo(moved, 3);
  });
});

describe('the decoupled normal', () => {
  it('is orthogonal to all kept directions, near-parallel ones too, and has length 1', () => {
    fc.assert(
      fc.property(vectors(DIMENSION), keptSets, (vector, kept) => {
        const { normal, gain, residualNorm } = decouple(directionOf('TUF', vector), kept);
        expect(Math.abs(norm(normal) - 1)).toBeLessThan(1e-12);
        for (const direction of kept) expect(Math.abs(dot(normal, direction.normal))).toBeLessThan(1e-9);
        expect(Math.abs(gain - residualNorm)).toBeLessThan(1e-9);
      }),
    );
  });

  it('agrees with the closed form for two kept directions', () => {
    fc.assert(
      fc.property(vectors(12), vectors(12), vectors(12), (n, a, b) => {
        const [target, first, second] = [directionOf('T', n), directionOf('A', a), directionOf('B', b)];
        const cosine = dot(first.normal, second.normal);
        const determinant = 1 - cosine * cosine;
        fc.pre(determinant > 1e-3);
        const [alongFirst, alongSecond] = [
          dot(target.normal, first.normal),
          dot(target.normal, second.normal),
        ];
        const expected = Float64Array.from(target.normal);
        addScaled(expected, first.normal, -(alongFirst - cosine * alongSecond) / determinant);
        addScaled(expected, second.normal, -(alongSecond - cosine * alongFirst) / determinant);
        fc.pre(norm(expected) > 1e-2);
        const { normal, residualNorm } = decouple(target, [first, second]);
        expected.forEach((value, i) => expect(residualNorm * normal[i]).toBeCloseTo(value, 9));
      }),
    );
  });

  it('does not mind the same direction kept twice', () => {
    const target = directionOf('TUF', [1, 2, 3]);
    const kept = directionOf('R', [1, 0, 1]);
    expect(decouple(target, [kept, kept]).normal).toEqual(decouple(target, [kept]).normal);
  });
});

describe('a direction that depends on the kept ones', () => {
  it('is reported with the kept one that leaves nothing', () => {
    const target = directionOf('TUF', [1, 1e-5, 0]);
    const kept = [directionOf('PSEP', [0, 0, 1]), directionOf('TPF', [1, 0, 0])];
    const { code, message } = diagnosticOf(() => decouple(target, kept));
    expect(code).toBe('dependent-direction');
    expect(message).toContain('keeping TPF');
    expect(message).not.toContain('together');
  });

  it('is reported with their number when only all together leave nothing', () => {
    const target = directionOf('NET', [2, 1, 0]);
    const kept = [directionOf('TPF', [1, 0, 0]), directionOf('TNF', [0, 1, 0])];
    const { code, message } = diagnosticOf(() => decouple(target, kept));
    expect(code).toBe('dependent-direction');
    expect(message).toMatch(/2 kept ones together .*TPF comes closest, cosine 0\.894/);
  });

  it('may be the target itself', () => {
    const target = directionOf('TUF', [1, 0]);
    expect(diagnosticOf(() => decouple(target, [target])).code).toBe('keeps-target');
  });
});

describe('cosineMatrix', () => {
  it('is symmetric with a unit diagonal', () => {
    const matrix = cosineMatrix([
      directionOf('A', [1, 0]),
      directionOf('B', [3, 4]),
      directionOf('C', [0, -1]),
    ]);
    const expected = [
      [1, 0.6, 0],
      [0.6, 1, -0.8],
      [0, -0.8, 1],
    ];
    matrix.forEach((row, i) => row.forEach((cosine, j) => expect(cosine).toBeCloseTo(expected[i][j], 15)));
  });
});
