import { complexField, inverseTransform2d } from '../../numeric/fft.js';
import type { RandomStream } from '../../numeric/random.js';
import { PATCH_SIZE } from '../../physics/field.js';
import { exp, hypotenuse, pow } from '../../numeric/deterministic.js';
import type { Box } from './box.js';

const HALF = PATCH_SIZE / 2;

/** Side of the table of amplitudes: frequencies 0 to 64. */
const FREQUENCIES = HALF + 1;

const TWO_TO_MINUS_32 = 2 ** -32;

/** Amplitudes of waves in a box, by their frequency along the meridian (rows) and the equator, 0..64 a box. */
export type Spectrum = Float64Array;

/**
 * The spectrum of wavelengths from `shortest` to `longest` (Mm): amplitude falls as wavenumber^−slope between, and as
 * a Gaussian outside.
 */
export function band(box: Box, shortest: number, longest: number, slope: number): Spectrum {
  const table = new Float64Array(FREQUENCIES * FREQUENCIES);
  for (let index = 1; index < table.length; index++) {
    const [row, column] = [Math.floor(index / FREQUENCIES), index % FREQUENCIES];
    const wavenumber = hypotenuse(column / box.width, row / box.height);
    const short = wavenumber * shortest;
    const long = wavenumber * longest;
    table[index] = pow(wavenumber, -slope) * exp(-0.5 * short * short) * (1 - exp(-2 * long * long));
  }
  return table;
}

/** Two independent Gaussian random fields of this spectrum, periodic, each of mean 0 and variance 1. */
export function randomFields(stream: RandomStream, spectrum: Spectrum): [Float64Array, Float64Array] {
  const field = complexField(PATCH_SIZE);
  for (let row = 0; row < PATCH_SIZE; row++) {
    for (let column = 0; column < PATCH_SIZE; column++) {
      const amplitude = spectrum[folded(row) * FREQUENCIES + folded(column)];
      // Uniform amplitudes will do: a sum of thousands of waves is normal.
      field.re[row * PATCH_SIZE + column] = amplitude * (stream.word() * TWO_TO_MINUS_32 - 0.5);
      field.im[row * PATCH_SIZE + column] = amplitude * (stream.word() * TWO_TO_MINUS_32 - 0.5);
    }
  }
  inverseTransform2d(field);
  return [standardised(field.re), standardised(field.im)];
}

/** The size of the frequency at an index of a transform. */
function folded(index: number): number {
  return index <= HALF ? index : PATCH_SIZE - index;
}

/** The values, in place, scaled to variance 1; their mean is 0 already. */
function standardised(values: Float64Array): Float64Array {
  let sum = 0;
  for (const value of values) sum += value * value;
  const scale = 1 / Math.sqrt(sum / values.length);
  for (let index = 0; index < values.length; index++) values[index] *= scale;
  return values;
}
