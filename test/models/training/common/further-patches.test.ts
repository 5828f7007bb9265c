import { expect, it } from 'vitest';
import { withFurtherPatches } from '../../../../src/models/training/common/further-patches.js';
import { readPatch } from '../../../../src/models/training/common/patch-cache.js';
import { SIZE, toyPatches } from '../generator/toy.js';

const upright = { sign: 1, northSouth: false, eastWest: false } as const;

it('puts further patches after those of the archive, averaged in blocks, in shared memory', () => {
  const patches = toyPatches(3);
  const side = 2 * SIZE;
  const pixels = Float32Array.from({ length: side * side }, (_, i) => (i % 2 === 0 ? 0.5 : 0.1));
  const all = withFurtherPatches(patches, [{ pixels, size: side }]);
  expect(all.count).toBe(4);
  expect(all.levels.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(all.levels.subarray(0, patches.levels.length)).toEqual(patches.levels);
  const found = new Float32Array(SIZE * SIZE);
  readPatch(all, 3, upright, found);
  found.forEach((value) => expect(value).toBeCloseTo(0.3, 4));
});
