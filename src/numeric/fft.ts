import { cos, sin } from './trigonometry.js';

/**
 * A square complex field, row-major: `re` and `im` hold `size` × `size` numbers, `size` a power of two.
 *
 * Two real fields travel through one transform when one is `re` and the other `im`: a filter that is real and even in
 * both frequencies keeps them apart.
 */
export interface ComplexField {
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly size: number;
}

/** A field of zeros. Throws a RangeError unless `size` is a power of two. */
export function complexField(size: number): ComplexField {
  if (!(size >= 1 && Number.isInteger(Math.log2(size))))
    throw new RangeError(`size ${size} is not a power of two`);
  return { re: new Float64Array(size * size), im: new Float64Array(size * size), size };
}

/**
 * Discrete Fourier transform in place, F[v, u] = Σ f[y, x]·exp(−2πi(ux + vy)/size), not normalised.
 *
 * Frequency 0 is first; index j above size/2 is the frequency j − size (no shift). The bits are the same on every
 * machine.
 */
export function forwardTransform2d(field: ComplexField): void {
  transformColumns(field);
  transpose(field);
  transformColumns(field);
  transpose(field);
}

/** The inverse of `forwardTransform2d`, in place, divided by size². */
export function inverseTransform2d(field: ComplexField): void {
  forwardTransform2d({ re: field.im, im: field.re, size: field.size });
  const scale = 1 / (field.size * field.size);
  for (let index = 0; index < field.re.length; index++) {
    field.re[index] *= scale;
    field.im[index] *= scale;
  }
}

/** |F|² of `size` × `size` real values, in the layout and normalisation of `forwardTransform2d`. */
export function powerSpectrum2d(values: Float32Array | Float64Array, size: number): Float64Array {
  const field = complexField(size);
  if (values.length !== size * size)
    throw new RangeError(`${values.length} values are not ${size} × ${size}`);
  field.re.set(values);
  forwardTransform2d(field);
  return field.re.map((re, index) => re * re + field.im[index] * field.im[index]);
}

/** Radix-2 decimation in time down every column; a butterfly works on two whole rows. */
function transformColumns(field: ComplexField): void {
  const { size } = field;
  const { cosines, sines } = twiddles(size);
  reorderRows(field);
  for (let half = 1; half < size; half *= 2) {
    for (let block = 0; block < size; block += 2 * half) {
      for (let k = 0; k < half; k++) {
        const angle = (k * size) / (2 * half);
        butterflies(field, block + k, block + k + half, cosines[angle], -sines[angle]);
      }
    }
  }
}

function butterflies(
  { re, im, size }: ComplexField,
  top: number,
  bottom: number,
  cosine: number,
  sine: number,
): void {
  let upper = top * size;
  let lower = bottom * size;
  for (const end = upper + size; upper < end; upper++, lower++) {
    const turnedRe = re[lower] * cosine - im[lower] * sine;
    const turnedIm = re[lower] * sine + im[lower] * cosine;
    re[lower] = re[upper] - turnedRe;
    im[lower] = im[upper] - turnedIm;
    re[upper] += turnedRe;
    im[upper] += turnedIm;
  }
}

/** Moves every row to the place whose number has its bits in reverse. */
function reorderRows({ re, im, size }: ComplexField): void {
  for (let row = 0, reversed = 0; row < size; row++) {
    if (row < reversed) {
      swapRows(re, row, reversed, size);
      swapRows(im, row, reversed, size);
    }
    let bit = size >> 1;
    for (; bit > 0 && reversed & bit; bit >>= 1) reversed ^= bit;
    reversed |= bit;
  }
}

function swapRows(values: Float64Array, first: number, second: number, size: number): void {
  const kept = values.slice(first * size, (first + 1) * size);
  values.copyWithin(first * size, second * size, (second + 1) * size);
  values.set(kept, second * size);
}

function transpose({ re, im, size }: ComplexField): void {
  transposeSquare(re, size);
  transposeSquare(im, size);
}

function transposeSquare(values: Float64Array, size: number): void {
  for (let row = 1; row < size; row++) {
    for (let column = 0; column < row; column++) {
      const kept = values[row * size + column];
      values[row * size + column] = values[column * size + row];
      values[column * size + row] = kept;
    }
  }
}

interface Twiddles {
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

const knownTwiddles = new Map<number, Twiddles>();

/** Cosines and sines of 2πk/size for k below size/2, made once for each size. */
function twiddles(size: number): Twiddles {
  const known = knownTwiddles.get(size);
  if (known) return known;
  const angles = Float64Array.from({ length: size / 2 }, (_, k) => (2 * Math.PI * k) / size);
  const made = { cosines: angles.map(cos), sines: angles.map(sin) };
  knownTwiddles.set(size, made);
  return made;
}
