import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { densityHistogram } from '../../src/physics/histogram.js';
import { minimiseSquares } from '../../src/physics/least-squares.js';
import { powerLawExponent } from '../../src/physics/spectrum.js';

describe('minimiseSquares', () => {
  it('solves a linear problem exactly', () => {
    const finite = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(finite, finite, (target, start) => {
        const linear = (value: number) => ({
          cost: 4 * (value - target) ** 2 + 1,
          slope: 4 * (value - target),
          curvature: 4,
        });
        expect(minimiseSquares(linear, start + 20)).toBeCloseTo(target, 6);
      }),
    );
  });

  it('finds where a curved residual vanishes', () => {
    const cubic = (value: number) => {
      const residual = value ** 3 - 8;
      const derivative = 3 * value ** 2;
      return { cost: residual ** 2, slope: residual * derivative, curvature: derivative ** 2 };
    };
    expect(minimiseSquares(cubic, 0.1)).toBeCloseTo(2, 9);
  });

  it('is missing where there is no minimum', () => {
    const decay = (value: number) => {
      const square = Math.exp(-2 * value);
      return { cost: square, slope: -square, curvature: square };
    };
    expect(minimiseSquares(decay, 1)).toBeNaN();
    expect(minimiseSquares(() => ({ cost: 1, slope: 0, curvature: 0 }), 1)).toBeNaN();
  });
});

describe('densityHistogram', () => {
  it('lets the edges decide, the last one included, as numpy does', () => {
    const { centres, density } = densityHistogram(Float32Array.of(0, 1, 1, 2, 3, 4), 4);
    expect([...centres]).toEqual([0.5, 1.5, 2.5, 3.5]);
    expect([...density].map((value) => Math.round(6 * value))).toEqual([1, 2, 1, 2]);
  });

  it('integrates to 1', () => {
    const values = fc.uniqueArray(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 2 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 300 }), (sample, bins) => {
        const { centres, density } = densityHistogram(Float32Array.from(sample), bins);
        const width = (Math.max(...sample) - Math.min(...sample)) / bins;
        fc.pre(width > 1e-9);
        expect(centres).toHaveLength(bins);
        expect(density.reduce((sum, value) => sum + value * width, 0)).toBeCloseTo(1, 5);
      }),
    );
  });
});

describe('powerLawExponent', () => {
  it('finds the exponent of an exact power law', () => {
    fc.assert(
      fc.property(fc.double({ min: -4, max: 4, noNaN: true }), (exponent) => {
        const power = Float64Array.from({ length: 26 }, (_, ring) => 7 * Math.max(ring, 1) ** -exponent);
        expect(powerLawExponent(power, 25)).toBeCloseTo(exponent, 9);
      }),
    );
  });
});
