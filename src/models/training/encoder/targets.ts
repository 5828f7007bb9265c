import { measureBatch } from '../../../physics/measure.js';
import type { PatchSet } from '../common/patch-cache.js';
import { readPatch } from '../common/patch-cache.js';

const MEASURED = [
  'TUF',
  'TPF',
  'TNF',
  'R',
  'PSEP',
  'TILT',
  'POLARITY',
  'AREA',
  'NET',
  'SIGMA',
  'ALPHA',
  'GRAD',
] as const;

/** How far west, and how far south, the positive polarity lies of the negative one, in pixels. */
const SEPARATIONS = ['WESTWARD', 'SOUTHWARD'] as const;

/** What an encoder can be trained to see. */
export const TARGETS = [...MEASURED, ...SEPARATIONS] as const;

export type Target = (typeof TARGETS)[number];

/** Those that change sign with the patch upside down. */
export const MIRRORED: readonly Target[] = ['TILT', 'SOUTHWARD'];

const CHUNK = 64;
const UPRIGHT = { sign: 1, northSouth: false, eastWest: false } as const;

/**
 * Parameters of all patches, row-major count × names, each with mean 0 and variance 1 over the patches; what is missing
 * is 0, the mean. Of R, whose values crowd near 0, the square root is taken.
 */
export function measureTargets(patches: PatchSet, names: readonly Target[]): Float32Array {
  const rows = new Float32Array(patches.count * names.length);
  const measured = measureAll(patches);
  names.forEach((name, column) => {
    const values = Float64Array.from({ length: patches.count }, (_, patch) =>
      valueOf(name, measured.subarray(patch * MEASURED.length, (patch + 1) * MEASURED.length)),
    );
    standardise(values).forEach((value, patch) => (rows[patch * names.length + column] = value));
  });
  return rows;
}

function measureAll(patches: PatchSet): Float64Array {
  const { count, size } = patches;
  const all = new Float64Array(count * MEASURED.length);
  const area = size * size;
  const pixels = new Float32Array(CHUNK * area);
  for (let first = 0; first < count; first += CHUNK) {
    const many = Math.min(CHUNK, count - first);
    for (let i = 0; i < many; i++)
      readPatch(patches, first + i, UPRIGHT, pixels.subarray(i * area, (i + 1) * area));
    all.set(measureBatch(pixels, many, size, MEASURED), first * MEASURED.length);
  }
  return all;
}

function valueOf(name: Target, row: Float64Array): number {
  const at = (parameter: (typeof MEASURED)[number]) => row[MEASURED.indexOf(parameter)];
  const tilt = (at('TILT') * Math.PI) / 180;
  switch (name) {
    case 'R':
      return Math.sqrt(at('R'));
    case 'WESTWARD':
      return at('PSEP') * Math.cos(tilt) * at('POLARITY');
    case 'SOUTHWARD':
      return -at('PSEP') * Math.sin(tilt);
    default:
      return at(name);
  }
}

function standardise(values: Float64Array): Float64Array {
  const known = values.filter(Number.isFinite);
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(known.length, 1);
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(known.length, 1);
  const deviation = variance > 0 ? Math.sqrt(variance) : 1;
  return values.map((value) => (Number.isFinite(value) ? (value - mean) / deviation : 0));
}
