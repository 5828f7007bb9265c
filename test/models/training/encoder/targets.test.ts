import { expect, it } from 'vitest';
import { measureBatch } from '../../../../src/physics/measure.js';
import { readPatch } from '../../../../src/models/training/common/patch-cache.js';
import { MIRRORED, measureTargets, TARGETS } from '../../../../src/models/training/encoder/targets.js';
import { SIZE, toyPatches } from '../generator/toy.js';

const COUNT = 70;
const patches = toyPatches(COUNT);
const column = (rows: Float32Array, index: number, width: number) =>
  Array.from({ length: COUNT }, (_, i) => rows[i * width + index]);

it('gives parameters mean 0 and variance 1, in the order of the patches', () => {
  const rows = measureTargets(patches, ['PSEP', 'TUF']);
  const found = column(rows, 1, 2);
  const mean = found.reduce((sum, value) => sum + value, 0) / COUNT;
  expect(mean).toBeCloseTo(0, 5);
  expect(found.reduce((sum, value) => sum + value ** 2, 0) / COUNT).toBeCloseTo(1, 5);
  const pixels = new Float32Array(COUNT * SIZE * SIZE);
  const upright = { sign: 1, northSouth: false, eastWest: false } as const;
  for (let i = 0; i < COUNT; i++)
    readPatch(patches, i, upright, pixels.subarray(i * SIZE * SIZE, (i + 1) * SIZE * SIZE));
  const measured = [...measureBatch(pixels, COUNT, SIZE, ['TUF'])];
  const order = (values: readonly number[]) => values.map((_, i) => i).sort((a, b) => values[a] - values[b]);
  expect(order(found)).toEqual(order(measured));
});

it('says where the positive polarity lies, and what changes sign upside down', () => {
  const area = SIZE * SIZE;
  const levels = patches.levels.slice();
  for (let patch = 0; patch < COUNT; patch++)
    for (let row = 0; row < SIZE; row++)
      levels.set(
        patches.levels.subarray(patch * area + row * SIZE, patch * area + (row + 1) * SIZE),
        patch * area + (SIZE - 1 - row) * SIZE,
      );
  // Both together have mean 0 in all that changes sign.
  const both = new Int16Array(2 * levels.length);
  both.set(patches.levels);
  both.set(levels, levels.length);
  const rows = measureTargets({ count: 2 * COUNT, size: SIZE, levels: both }, TARGETS);
  TARGETS.forEach((name, index) => {
    const sign = MIRRORED.includes(name) ? -1 : 1;
    for (let i = 0; i < COUNT; i++) {
      const mirrored = rows[(COUNT + i) * TARGETS.length + index];
      expect(mirrored).toBeCloseTo(sign * rows[i * TARGETS.length + index], 2);
    }
  });
});
