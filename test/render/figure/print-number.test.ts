import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonPower, nameWithUnit, printNumber } from '../../../src/render/figure/print-number.js';

describe('printNumber', () => {
  it.each([
    [0, '0'],
    [1.7, '1.7'],
    [54.02, '54'],
    [-0.05, '−0.05'],
    [12_345, '12345'],
    [1.236e22, '1.24 × 10²²'],
    [-4e-5, '−4.00 × 10⁻⁵'],
    [NaN, '—'],
  ])('sets %d as %s', (value, text) => expect(printNumber(value)).toBe(text));

  it('keeps three digits of any number', () => {
    const digits = new Map(Array.from('⁰¹²³⁴⁵⁶⁷⁸⁹', (digit, index) => [digit, String(index)]));
    const read = (text: string) => {
      const [mantissa, power = ''] = text.replaceAll('−', '-').split(' × 10');
      const exponent = Array.from(power, (digit) => digits.get(digit) ?? '-').join('');
      return Number(`${mantissa}e${exponent || '0'}`);
    };
    fc.assert(
      fc.property(fc.double({ min: 1e-30, max: 1e30, noNaN: true }), (value) => {
        expect(Math.abs(read(printNumber(value)) / value - 1)).toBeLessThanOrEqual(0.0051);
      }),
    );
  });
});

describe('the numbers of an axis', () => {
  it('share the power of the largest', () => {
    expect(commonPower([1e20, -3e22, 0])).toBe(22);
    expect(commonPower([5, 400])).toBe(0);
    expect(commonPower([])).toBe(0);
  });

  it('have it in their name, with the unit', () => {
    expect(nameWithUnit('TUF', 'Mx', 22)).toBe('TUF [10²² Mx]');
    expect(nameWithUnit('PSEP', 'px')).toBe('PSEP [px]');
    expect(nameWithUnit('ALPHA', '')).toBe('ALPHA');
  });
});
