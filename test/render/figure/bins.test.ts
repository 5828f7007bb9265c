import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countIn, roundEdges } from '../../../src/render/figure/bins.js';

const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 });

describe('bins', () => {
  it('hold every value once', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 2, max: 40 }), (values, wanted) => {
        const counts = countIn(roundEdges(values, wanted), values).map(({ count }) => count);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
      }),
    );
  });

  it.each([[[-5e-324, 0]], [[1e6, 1e6 + 1e-9]], [[1e300, 1e300]], [[0, 1e-310]]])('hold %j', (values) => {
    const counts = countIn(roundEdges(values, 2), values).map(({ count }) => count);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
  });

  it('leave missing values out', () => {
    const values = [1, NaN, 2, NaN, 3];
    expect(countIn(roundEdges(values, 4), values).reduce((sum, { count }) => sum + count, 0)).toBe(3);
  });

  it('have round edges, about as many as are wanted', () => {
    expect(roundEdges([0.13, 0.97], 10)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    expect(roundEdges([7], 10)).toEqual([6.5, 7.5]);
  });
});
