import { hypotenuse, log } from '../numeric/deterministic.js';
import { powerSpectrum2d } from '../numeric/fft.js';
import { lowFrequencies, lowFrequencyPower } from '../numeric/low-frequencies.js';
import type { Field } from './field.js';

/** Power below this share of the strongest is the rounding of the transform, not power of the field. */
const ROUNDING = 1e-24;

/** Which ring each cell of a power spectrum belongs to, and how many cells each ring has. */
interface Rings {
  readonly ringOf: Uint16Array;
  readonly cells: Float64Array;
}

const ringsBySize = new Map<number, Rings>();

/** Ring r holds the wave vectors of length [r, r + 1), in cycles per side of the patch. */
function buildRings(size: number): Rings {
  const ringOf = new Uint16Array(size * size);
  const cells = new Float64Array(size + 1);
  const frequency = (index: number): number => Math.min(index, size - index);
  for (let row = 0, cell = 0; row < size; row++) {
    for (let column = 0; column < size; column++, cell++) {
      ringOf[cell] = Math.trunc(hypotenuse(frequency(row), frequency(column)));
      cells[ringOf[cell]]++;
    }
  }
  return { ringOf, cells };
}

function ringsFor(size: number): Rings {
  const rings = ringsBySize.get(size) ?? buildRings(size);
  ringsBySize.set(size, rings);
  return rings;
}

/**
 * Mean power |F|² of the field in rings of integer-truncated wavenumber: entry r for r to r + 1 cycles per side, in kG².
 *
 * Requires a size that is a power of two.
 */
export function radialPower({ pixels, size }: Field): Float64Array {
  return radialMean(powerSpectrum2d(pixels, size), size);
}

const keptRingsBySize = new Map<string, Uint16Array>();

/** The ring of each cell of `lowFrequencyPower`. */
function keptRingsFor(size: number, last: number): Uint16Array {
  const key = `${size} ${last}`;
  const known = keptRingsBySize.get(key);
  if (known) return known;
  const { ringOf } = ringsFor(size);
  const kept = lowFrequencies(size, last);
  const made = Uint16Array.from(kept.flatMap((row) => kept.map((column) => ringOf[row * size + column])));
  keptRingsBySize.set(key, made);
  return made;
}

/**
 * The same for the rings 0 to `last` but for the last digits, in a fraction of the time: only the frequencies that these have
 * are transformed.
 *
 * Requires a size that is a power of two, and a last ring of at most half of it.
 */
export function lowRadialPower({ pixels, size }: Field, last: number): Float64Array {
  const power = lowFrequencyPower(pixels, size, last);
  const { cells } = ringsFor(size);
  const rings = keptRingsFor(size, last);
  const sums = new Float64Array(cells.length);
  for (let cell = 0; cell < power.length; cell++) sums[rings[cell]] += power[cell];
  return sums.subarray(0, last + 1).map((sum, ring) => sum / cells[ring]);
}

/**
 * Whether every ring from 1 on has power that cannot be rounding, whatever power the rings have that are not looked at.
 *
 * @param flux sum of |b| over all pixels, in kG
 */
export function isAboveRounding(power: Float64Array, flux: number): boolean {
  // No |F| is above the sum of |b|; twice its square leaves room for rounding.
  const strongest = 2 * flux ** 2;
  return power.subarray(1).every((mean) => mean > ROUNDING * strongest);
}

/** The mean over the same rings of a power spectrum in the layout of `powerSpectrum2d`. */
export function radialMean(power: Float64Array, size: number): Float64Array {
  const { ringOf, cells } = ringsFor(size);
  const sums = new Float64Array(cells.length);
  for (let cell = 0; cell < power.length; cell++) sums[ringOf[cell]] += power[cell];
  return sums.map((sum, ring) => (cells[ring] > 0 ? sum / cells[ring] : 0));
}

/**
 * Minus the slope of log power against log wavenumber (the base cancels), by least squares over the rings 1 to `last`.
 *
 * NaN where a ring has no power: a constant field, or one without structure at some scale.
 */
export function powerLawExponent(power: Float64Array, last: number): number {
  const rings = Array.from({ length: last }, (_, index) => index + 1);
  const noise = ROUNDING * Math.max(...power);
  if (rings.some((ring) => !(power[ring] > noise))) return NaN;
  const meanLogRing = rings.reduce((sum, ring) => sum + log(ring), 0) / last;
  let covariance = 0;
  let variance = 0;
  for (const ring of rings) {
    const deviation = log(ring) - meanLogRing;
    covariance += deviation * log(power[ring]);
    variance += deviation * deviation;
  }
  return -covariance / variance;
}
