/** Figures of merit by numpy and scipy (test/oracles/evaluation.py), and the pictures that they are of. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PatchSample } from '../../src/evaluation/samples.js';
import type { Augmentation } from '../../src/evaluation/measures/augment.js';
import { ROOT } from '../support/root.js';

interface Oracle {
  readonly kolmogorovSmirnov: { one: number[]; other: number[]; distance: number }[];
  readonly frechet: { one: number[][]; other: number[][]; distance: number }[];
  readonly eigenvalues: { matrix: number[][]; values: number[] };
  readonly lattice: { period: number; value: number }[];
  readonly logSpectralDistance: number;
  readonly shiftedCorrelation: { one: number; other: number; value: number }[];
  readonly meanPatchRms: number;
  readonly meanPairDistance: number;
  readonly nearestPairs: { nearest: number; median: number };
  readonly augment: {
    picture: number;
    how: Augmentation;
    pixels: { row: number; column: number; value: number }[];
  }[];
}

export const oracle = JSON.parse(readFileSync(join(ROOT, 'test/oracles/evaluation.json'), 'utf8')) as Oracle;

/** Picture number k of the oracle's formula: 128 × 128, kG. */
export function picture(k: number): Float32Array {
  return Float32Array.from({ length: 128 * 128 }, (_, index) => {
    const [row, column] = [Math.floor(index / 128), index % 128];
    const waves =
      0.3 * Math.sin(0.05 * (k + 1) * row + 0.03 * column + k) * Math.cos(0.04 * column - 0.02 * k * row);
    const rough = 0.02 * Math.sin(1.7 * row + 0.9 * k) * Math.sin(2.3 * column + 0.01 * row * column);
    return waves + rough + 0.001 * k * (-1) ** (row + column);
  });
}

/** Pictures one after the other. */
export function sampleOf(...numbers: number[]): PatchSample {
  const pixels = new Float32Array(numbers.length * 128 * 128);
  numbers.forEach((k, item) => pixels.set(picture(k), item * 128 * 128));
  return { count: numbers.length, pixels };
}
