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
  const { re, im, size } = field;
  const square = { re, im, rows: size, columns: size };
  transformColumns(square);
  transpose(field);
  transformColumns(square);
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
  const { re, im } = field;
  const power = new Float64Array(re.length);
  for (let index = 0; index < power.length; index++)
    power[index] = re[index] * re[index] + im[index] * im[index];
  return power;
}

/** Complex numbers in `rows` × `columns`, row-major; `rows` is a power of two. */
export interface ComplexRows extends Pick<ComplexField, 're' | 'im'> {
  readonly rows: number;
  readonly columns: number;
}

/** Transforms every column in place. */
function transformColumns(field: ComplexRows): void {
  reorderRows(field);
  transformReordered(field);
}

/**
 * Transforms every column in place; the row of each place is the one whose number has the place's bits in reverse.
 *
 * Radix-2 decimation in time; a butterfly works on whole rows, and two steps of it are taken at once, which halves the
 * traffic to memory and rounds as one after the other does.
 */
export function transformReordered(field: ComplexRows): void {
  const { rows } = field;
  const factors = twiddles(rows);
  let half = 1;
  if (Math.log2(rows) % 2 === 1) {
    for (let block = 0; block < rows; block += 2) firstButterflies(field, block);
    half = 2;
  }
  for (; half < rows; half *= 4) {
    for (let block = 0; block < rows; block += 4 * half) {
      for (let k = 0; k < half; k++) doubleButterflies(field, factors, block + k, half, k);
    }
  }
}

/** The step between neighbouring rows, whose factor is 1. */
function firstButterflies({ re, im, columns }: ComplexRows, row: number): void {
  let upper = row * columns;
  let lower = upper + columns;
  for (const end = lower; upper < end; upper++, lower++) {
    const lowerRe = re[lower];
    const lowerIm = im[lower];
    re[lower] = re[upper] - lowerRe;
    im[lower] = im[upper] - lowerIm;
    re[upper] += lowerRe;
    im[upper] += lowerIm;
  }
}

/**
 * Two steps for four rows that are `half` apart, the first of which is number `k` of its block: the first step joins rows
 * `half` apart, the second those 2 `half` apart.
 *
 * It is called for every few rows, so it takes apart no array and looks nothing up.
 */
function doubleButterflies(
  { re, im, rows, columns }: ComplexRows,
  { cosines, sines }: Twiddles,
  row: number,
  half: number,
  k: number,
): void {
  const near = (k * rows) / (4 * half);
  const far = near + rows / 4;
  const innerCos = cosines[2 * near];
  const innerSin = -sines[2 * near];
  const nearCos = cosines[near];
  const nearSin = -sines[near];
  const farCos = cosines[far];
  const farSin = -sines[far];
  const step = half * columns;
  let a = row * columns;
  let b = a + step;
  let c = b + step;
  let d = c + step;
  for (const end = a + columns; a < end; a++, b++, c++, d++) {
    const bRe = re[b] * innerCos - im[b] * innerSin;
    const bIm = re[b] * innerSin + im[b] * innerCos;
    const dRe = re[d] * innerCos - im[d] * innerSin;
    const dIm = re[d] * innerSin + im[d] * innerCos;
    const upperRe = re[a] + bRe;
    const upperIm = im[a] + bIm;
    const lowerRe = re[a] - bRe;
    const lowerIm = im[a] - bIm;
    const thirdRe = re[c] + dRe;
    const thirdIm = im[c] + dIm;
    const fourthRe = re[c] - dRe;
    const fourthIm = im[c] - dIm;
    const cRe = thirdRe * nearCos - thirdIm * nearSin;
    const cIm = thirdRe * nearSin + thirdIm * nearCos;
    const eRe = fourthRe * farCos - fourthIm * farSin;
    const eIm = fourthRe * farSin + fourthIm * farCos;
    re[a] = upperRe + cRe;
    im[a] = upperIm + cIm;
    re[b] = lowerRe + eRe;
    im[b] = lowerIm + eIm;
    re[c] = upperRe - cRe;
    im[c] = upperIm - cIm;
    re[d] = lowerRe - eRe;
    im[d] = lowerIm - eIm;
  }
}

/** The numbers from 0 to `count` − 1 with their bits in reverse; `count` is a power of two. */
export function bitReversed(count: number): Uint32Array {
  const reversed = new Uint32Array(count);
  for (let index = 1; index < count; index++) {
    reversed[index] = (reversed[index >> 1] >> 1) | (index & 1 ? count >> 1 : 0);
  }
  return reversed;
}

/** Moves every row to the place whose number has its bits in reverse. */
function reorderRows({ re, im, rows, columns }: ComplexRows): void {
  bitReversed(rows).forEach((reversed, row) => {
    if (row >= reversed) return;
    swapRows(re, row, reversed, columns);
    swapRows(im, row, reversed, columns);
  });
}

function swapRows(values: Float64Array, first: number, second: number, columns: number): void {
  const kept = values.slice(first * columns, (first + 1) * columns);
  values.copyWithin(first * columns, second * columns, (second + 1) * columns);
  values.set(kept, second * columns);
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
