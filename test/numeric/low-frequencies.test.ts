import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { powerSpectrum2d } from '../../src/numeric/fft.js';
import { lowFrequencies, lowFrequencyPower } from '../../src/numeric/low-frequencies.js';
import { randomStream } from '../../src/numeric/random.js';

describe('lowFrequencies', () => {
  it('lists 0 first and the negative ones last', () => {
    expect(lowFrequencies(8, 2)).toEqual([0, 1, 2, 6, 7]);
  });

  it('lists the frequency of half the size once', () => {
    expect(lowFrequencies(4, 2)).toEqual([0, 1, 2, 3]);
  });
});

describe('lowFrequencyPower', () => {
  it('has what the whole spectrum has but for rounding, one field after the other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 7 }),
        fc.integer({ min: 0 }),
        fc.double({ max: 1, min: 0 }),
        check,
      ),
      { numRuns: 40 },
    );
  });

  function check(exponent: number, seed: number, share: number): void {
    const size = 2 ** exponent;
    const reach = Math.floor((share * size) / 2);
    const random = randomStream(seed % 1000, 0);
    const values = Float32Array.from({ length: size * size }, () => random.normal());
    const whole = powerSpectrum2d(values, size);
    const kept = lowFrequencies(size, reach);
    const expected = kept.flatMap((row) => kept.map((column) => whole[row * size + column]));
    // Rounding is relative to the strongest amplitudes, not to each.
    const rounding = 1e-14 * Math.max(...whole);
    lowFrequencyPower(values, size, reach).forEach((power, index) =>
      expect(Math.abs(power - expected[index])).toBeLessThanOrEqual(rounding),
    );
  }
});
