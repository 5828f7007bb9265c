/**
 * The low frequencies of real values in two dimensions. Two things make them cheaper than a whole transform: real columns
 * travel in pairs, one as the real and one as the imaginary part, and F(−u, −v) is the conjugate of F(u, v), so that half
 * the rows are enough.
 */
import { bitReversed, transformReordered, type ComplexRows } from './fft.js';

/** Room for one transform after the other: what is allocated for each keeps the collector of garbage busy. */
interface Workspace {
  /** Indices of the kept frequencies, as they lie in a transform. */
  readonly kept: readonly number[];
  readonly reversed: Uint32Array;
  /** Column c of the values and column c + size/2 are the real and the imaginary part of column c. */
  readonly pairs: ComplexRows;
  /** A column for each frequency from 0 on of the other axis. */
  readonly half: ComplexRows;
}

const workspaces = new Map<string, Workspace>();

function workspaceFor(size: number, reach: number): Workspace {
  const key = `${size} ${reach}`;
  const known = workspaces.get(key);
  if (known) return known;
  const made = {
    kept: lowFrequencies(size, reach),
    reversed: bitReversed(size),
    pairs: room(size, size / 2),
    half: room(size, reach + 1),
  };
  workspaces.set(key, made);
  return made;
}

const room = (rows: number, columns: number): ComplexRows => ({
  ...{ re: new Float64Array(rows * columns), im: new Float64Array(rows * columns) },
  ...{ rows, columns },
});

/** Indices of the frequencies −`reach` to `reach` of a transform, as they lie in it: 0 first, the negative ones last. */
export function lowFrequencies(size: number, reach: number): readonly number[] {
  const all = Array.from({ length: size }, (_, index) => index);
  return all.filter((index) => Math.min(index, size - index) <= reach);
}

/**
 * |F|² of `size` × `size` real values at the frequencies −`reach` to `reach` of both axes, in the order of `lowFrequencies`.
 *
 * What `powerSpectrum2d` has there but for the last digits, and the same bits on every machine. Requires a size of 2 at least,
 * and a reach of at most half of it.
 */
export function lowFrequencyPower(values: Float32Array, size: number, reach: number): Float64Array {
  const space = workspaceFor(size, reach);
  pairColumns(values, space);
  transformReordered(space.pairs);
  partColumns(space);
  transformReordered(space.half);
  return powerOfKept(space);
}

function pairColumns(values: Float32Array, { reversed, pairs: { re, im, columns } }: Workspace): void {
  for (let row = 0, from = 0; row < reversed.length; row++) {
    const into = reversed[row] * columns;
    for (let place = into; place < into + columns; place++, from++) {
      re[place] = values[from];
      im[place] = values[from + columns];
    }
    from += columns;
  }
}

/** The two transforms of each pair as rows of the half, in the order that its transform wants. */
function partColumns({ reversed, pairs, half }: Workspace): void {
  for (let frequency = 0; frequency < half.columns; frequency++) {
    const row = frequency * pairs.columns;
    const mirrored = ((pairs.rows - frequency) % pairs.rows) * pairs.columns;
    for (let column = 0; column < pairs.columns; column++) {
      const first = reversed[column] * half.columns + frequency;
      const second = reversed[column + pairs.columns] * half.columns + frequency;
      const [a, b] = [row + column, mirrored + column];
      half.re[first] = (pairs.re[a] + pairs.re[b]) / 2;
      half.im[first] = (pairs.im[a] - pairs.im[b]) / 2;
      half.re[second] = (pairs.im[a] + pairs.im[b]) / 2;
      half.im[second] = (pairs.re[b] - pairs.re[a]) / 2;
    }
  }
}

/** The power of the rows from 0 on, which those before 0 have too, in the other order. */
function powerOfKept({ kept, half: { re, im, columns } }: Workspace): Float64Array {
  const side = kept.length;
  const power = new Float64Array(side * side);
  for (let row = 0; row < columns; row++) {
    const mirrored = (side - row) % side;
    for (let place = 0; place < side; place++) {
      const index = kept[place] * columns + row;
      const value = re[index] * re[index] + im[index] * im[index];
      power[row * side + place] = value;
      power[mirrored * side + ((side - place) % side)] = value;
    }
  }
  return power;
}
