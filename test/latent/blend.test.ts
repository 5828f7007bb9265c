import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blend, vary } from '../../src/latent/blend.js';
import { dot, norm, scaled } from '../../src/numeric/linear-algebra.js';
import { vectors } from './support.js';

const shares = fc.double({ min: 0, max: 1, noNaN: true });

describe('blend', () => {
  it('takes the great circle by default', () => {
    const [x, y] = blend(Float64Array.of(2, 0), Float64Array.of(0, 2), 1 / 3);
    expect(x).toBeCloseTo(2 * Math.cos(Math.PI / 6), 14);
    expect(y).toBeCloseTo(2 * Math.sin(Math.PI / 6), 14);
  });

  it('takes the straight line when asked', () => {
    expect([...blend(Float64Array.of(2, 0), Float64Array.of(0, 2), 0.25, 'linear')]).toEqual([1.5, 0.5]);
  });

  it('has a length between those of its ends and turns in proportion to t', () => {
    fc.assert(
      fc.property(vectors(30), vectors(30), shares, (a, b, t) => {
        const cosine = dot(a, b) / (norm(a) * norm(b));
        fc.pre(Math.abs(cosine) < 0.999);
        const point = blend(a, b, t);
        const turned = Math.acos(Math.min(1, dot(a, point) / (norm(a) * norm(point))));
        expect(norm(point)).toBeCloseTo((1 - t) * norm(a) + t * norm(b), 12);
        expect(turned).toBeCloseTo(t * Math.acos(cosine), 6);
      }),
    );
  });

  it('is exact at both ends', () => {
    fc.assert(
      fc.property(vectors(30), vectors(30), (a, b) => {
        expect(blend(a, b, 0).every((value, i) => value === a[i])).toBe(true);
        expect(blend(a, b, 1).every((value, i) => value === b[i])).toBe(true);
      }),
    );
  });

  it('takes the straight line between parallel and opposite points', () => {
    const a = Float64Array.of(1, 2, 2);
    expect([...blend(a, scaled(a, 3), 0.5)]).toEqual([2, 4, 4]);
    expect([...blend(a, scaled(a, -1), 0.5)]).toEqual([0, 0, 0]);
  });
});

describe('vary', () => {
  it('keeps the prior: the squared weights add up to 1', () => {
    const [z, noise] = [Float64Array.of(1, 0), Float64Array.of(0, 1)];
    expect(norm(vary(z, 0.3, noise))).toBeCloseTo(1, 15);
    expect(vary(z, 0.3, noise)[1]).toBe(0.3);
  });

  it('is z itself at 0 and the noise at 1', () => {
    const [z, noise] = [Float64Array.of(1, -2), Float64Array.of(3, 4)];
    expect([...vary(z, 0, noise)]).toEqual([...z]);
    expect([...vary(z, 1, noise)]).toEqual([...noise]);
  });

  it.each([-0.1, 1.1, NaN])('refuses an amount of %f', (amount) => {
    expect(() => vary(Float64Array.of(1), amount, Float64Array.of(1))).toThrow(RangeError);
  });
});
