import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatColumn, formatNumber, roundSignificant } from '../../src/render/number.js';

describe('formatNumber', () => {
  test.each([
    [0, '0'],
    [-0, '0'],
    [42, '42'],
    [4294967295, '4294967295'],
    [12.3, '12.3'],
    [-0.05, '-0.05'],
    [3.14159, '3.142'],
    [12345.6, '12346'],
    [2.41e22, '2.41e22'],
    [-2.4123e22, '-2.412e22'],
    [1e22, '1e22'],
    [0.00012345, '1.234e-4'],
    [0.001, '0.001'],
    [NaN, 'missing'],
    [-Infinity, '-infinite'],
  ])('%d is %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  test('says the number to four digits, in few characters', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e300, max: 1e300, noNaN: true }), (value) => {
        const text = formatNumber(value);
        expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(
          Math.max(5.0001e-4 * Math.abs(value), 1e-320),
        );
        expect(text.length).toBeLessThanOrEqual(11);
      }),
    );
  });
});

describe('formatColumn', () => {
  test('gives all an exponent with the same digits when one needs it', () => {
    expect(formatColumn([2.412e22, 2.4e21, 0, null, 5])).toEqual([
      '2.412e22',
      '2.400e21',
      '0',
      'missing',
      '5.000e0',
    ]);
  });

  test('leaves ordinary numbers as they are', () => {
    expect(formatColumn([1, 2.5, NaN])).toEqual(['1', '2.5', 'missing']);
  });
});

describe('roundSignificant', () => {
  test('is the nearest number of that many digits, and stable', () => {
    expect(roundSignificant(1.23456789, 4)).toBe(1.235);
    expect(roundSignificant(-2.4149e22, 3)).toBe(-2.41e22);
    const doubles = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(doubles, fc.integer({ min: 1, max: 17 }), (value, digits) => {
        const once = roundSignificant(value, digits);
        expect(roundSignificant(once, digits)).toBe(once);
      }),
    );
  });
});
