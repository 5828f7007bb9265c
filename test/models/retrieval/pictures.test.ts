/** Thumbnails and their correlations, against numpy and scipy: test/oracles/retrieval.py. */
import { describe, expect, it } from 'vitest';
import { shiftedCorrelator } from '../../../src/models/retrieval/shifted-correlator.js';
import { quantise, shrink, unquantise } from '../../../src/models/retrieval/thumbnails.js';
import oracle from '../../oracles/retrieval.json' with { type: 'json' };

describe('shiftedCorrelator', () => {
  const cases = oracle.pairs.flatMap(({ query, candidate, correlations }, pair) =>
    correlations.map((expected, reach) => ({ pair, reach, query, candidate, expected })),
  );
  it.each(cases)('of pair $pair within $reach pixels', ({ reach, query, candidate, expected }) => {
    expect(shiftedCorrelator(query.flat(), 6, reach)(candidate.flat())).toBeCloseTo(expected, 12);
  });

  it('is 1 of a picture with itself, whatever its scale, and 0 of a constant one', () => {
    const picture = oracle.pairs[0].query.flat();
    const correlation = shiftedCorrelator(picture, 6, 2);
    expect(correlation(picture.map((value) => 3 * value + 2))).toBeCloseTo(1, 12);
    expect(correlation(picture.map(() => 5))).toBe(0);
  });
});

describe('thumbnails', () => {
  it('are area averages', () => {
    const patches = Float32Array.from([
      ...oracle.patch.flat(),
      ...oracle.patch.flat().map((value) => -value),
    ]);
    const small = shrink(patches, 2, 4);
    oracle.thumbnail.flat().forEach((value, index) => {
      expect(small[index]).toBeCloseTo(value, 6);
      expect(small[16 + index]).toBeCloseTo(-value, 6);
    });
  });

  it('are stored within half a step, and clipped', () => {
    const stored = quantise(Float32Array.of(0, 0.5, -1, 3, -3), 2);
    expect([...stored]).toEqual([0, 32, -63, 127, -127]);
    expect(Math.abs(unquantise(stored, 2)[1] - 0.5)).toBeLessThanOrEqual(1 / 127);
  });
});
