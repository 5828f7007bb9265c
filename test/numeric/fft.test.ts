import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { ComplexField } from '../../src/numeric/fft.js';
import {
  complexField,
  forwardTransform2d,
  inverseTransform2d,
  powerSpectrum2d,
} from '../../src/numeric/fft.js';

/** The definition, summed term by term: the oracle. */
function slowTransform({ re, im, size }: ComplexField): ComplexField {
  const result = complexField(size);
  for (let v = 0; v < size; v++) {
    for (let u = 0; u < size; u++) {
      for (let y = 0; y < size; y++) {
        for (let x = 0; x < size; x++) {
          const angle = (-2 * Math.PI * (u * x + v * y)) / size;
          const from = y * size + x;
          result.re[v * size + u] += re[from] * Math.cos(angle) - im[from] * Math.sin(angle);
          result.im[v * size + u] += re[from] * Math.sin(angle) + im[from] * Math.cos(angle);
        }
      }
    }
  }
  return result;
}

function fieldOf(re: readonly number[], im: readonly number[], size: number): ComplexField {
  return { re: Float64Array.from(re), im: Float64Array.from(im), size };
}

function copyOf(field: ComplexField): ComplexField {
  return { re: field.re.slice(), im: field.im.slice(), size: field.size };
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((largest, value, index) => Math.max(largest, Math.abs(value - b[index])), 0);
}

const number = fc.double({ min: -10, max: 10, noNaN: true });
const anyField = fc.constantFrom(1, 2, 4, 8).chain((size) => {
  const values = fc.array(number, { minLength: size * size, maxLength: size * size });
  return fc.tuple(values, values).map(([re, im]) => fieldOf(re, im, size));
});

describe('the Fourier transform', () => {
  it('agrees with the sum that defines it', () => {
    fc.assert(
      fc.property(anyField, (field) => {
        const fast = copyOf(field);
        forwardTransform2d(fast);
        const slow = slowTransform(field);
        expect(largestDifference(fast.re, slow.re)).toBeLessThan(1e-11);
        expect(largestDifference(fast.im, slow.im)).toBeLessThan(1e-11);
      }),
    );
  });

  it('is undone by the inverse', () => {
    fc.assert(
      fc.property(anyField, (field) => {
        const there = copyOf(field);
        forwardTransform2d(there);
        inverseTransform2d(there);
        expect(largestDifference(there.re, field.re)).toBeLessThan(1e-12);
        expect(largestDifference(there.im, field.im)).toBeLessThan(1e-12);
      }),
    );
  });

  it('keeps two real fields apart under an even filter', () => {
    const re = Array.from({ length: 64 }, (_, index) => (index * 37) % 11);
    const im = Array.from({ length: 64 }, (_, index) => (index * 23) % 7);
    const zeros = re.map(() => 0);
    const [pair, single] = [fieldOf(re, im, 8), fieldOf(re, zeros, 8)].map((field) => {
      forwardTransform2d(field);
      smooth(field);
      inverseTransform2d(field);
      return field;
    });
    expect(largestDifference(pair.re, single.re)).toBeLessThan(1e-12);
  });

  it('refuses a size that is no power of two', () => {
    expect(() => complexField(12)).toThrow(RangeError);
    expect(() => complexField(0)).toThrow(RangeError);
  });
});

/** Weights 1/(1 + |u| + |v|), even in both frequencies. */
function smooth({ re, im, size }: ComplexField): void {
  for (let index = 0; index < re.length; index++) {
    const [u, v] = [index % size, Math.floor(index / size)].map((j) => Math.min(j, size - j));
    re[index] /= 1 + u + v;
    im[index] /= 1 + u + v;
  }
}

describe('powerSpectrum2d', () => {
  it('of a wave is two peaks, along the row for a wave along x', () => {
    const wave = Float32Array.from({ length: 256 }, (_, index) =>
      Math.cos((2 * Math.PI * 3 * (index % 16)) / 16),
    );
    const power = powerSpectrum2d(wave, 16);
    expect(power[3]).toBeCloseTo(128 * 128, 2);
    expect(power[13]).toBeCloseTo(128 * 128, 2);
    expect(power.reduce((sum, value) => sum + value, 0)).toBeCloseTo(2 * 128 * 128, 1);
  });

  it('keeps the energy (Parseval)', () => {
    const values = Float64Array.from(
      { length: 128 * 128 },
      (_, index) => ((index * 7919) % 1009) / 1009 - 0.5,
    );
    const energy = values.reduce((sum, value) => sum + value * value, 0);
    const power = powerSpectrum2d(values, 128).reduce((sum, value) => sum + value, 0);
    expect(power / (128 * 128)).toBeCloseTo(energy, 8);
  });

  it('refuses values that do not fill the square', () => {
    expect(() => powerSpectrum2d(new Float32Array(10), 4)).toThrow(RangeError);
  });
});
