import { setImmediate as breathe } from 'node:timers/promises';
import { fail } from '../../diagnostics/diagnostic.js';
import { powerSpectrum2d } from '../../numeric/fft.js';
import { radialMean } from '../../physics/spectrum.js';
import { PATCH_SIZE } from '../../physics/field.js';
import { AREA, pixelsOf, type PatchSample, type Watch } from '../samples.js';

/** Patches between two looks at the signal. */
const CHUNK = 32;

/** The mean of |F|² over patches, in kG², in the layout of `powerSpectrum2d`. */
export async function meanPower(sample: PatchSample, { signal, progress }: Watch): Promise<Float64Array> {
  const sum = new Float64Array(AREA);
  for (let item = 0; item < sample.count; item++) {
    const power = powerSpectrum2d(pixelsOf(sample, item), PATCH_SIZE);
    for (let cell = 0; cell < AREA; cell++) sum[cell] += power[cell] / sample.count;
    if (item % CHUNK > 0) continue;
    if (signal.aborted) fail('cancelled', {});
    progress('power spectra', item, sample.count);
    await breathe();
  }
  return sum;
}

/**
 * Root mean square difference of two mean power spectra in decibels, over rings of 1 to size/2 − 1 cycles per side, each
 * ring counting once: 10 log₁₀ of the ratio of their radial means.
 */
export function logSpectralDistance(one: Float64Array, other: Float64Array, size = PATCH_SIZE): number {
  const [a, b] = [radialMean(one, size), radialMean(other, size)];
  const rings = Array.from({ length: size / 2 - 1 }, (_, index) => index + 1);
  const squares = rings.map((ring) => (10 * Math.log10(a[ring] / b[ring])) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / rings.length);
}
