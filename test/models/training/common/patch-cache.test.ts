import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { simulatedArchive } from '../../../../src/archive/simulated-archive.js';
import { cachePatches, readPatch } from '../../../../src/models/training/common/patch-cache.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giq-cache-'));
});
afterAll(() => rm(folder, { recursive: true }));

const archive = simulatedArchive({ regions: 2, steps: 3, seed: 1 });
const upright = { sign: 1, northSouth: false, eastWest: false } as const;
const task = (name: string, count: number, size: number) => ({
  ...{ archive, count, size, path: join(folder, name), key: 'two regions' },
});

it('keeps patches within half a step of 16 bits', async () => {
  const patches = await cachePatches(task('whole', 2, 128));
  const found = new Float32Array(128 * 128);
  readPatch(patches, 1, upright, found);
  const { pixels } = await archive.patch(1);
  expect(found.every((value, i) => Math.abs(value - pixels[i]) <= 0.5001 / 32767)).toBe(true);
});

it('averages blocks for smaller patches', async () => {
  const patches = await cachePatches(task('small', 1, 16));
  const found = new Float32Array(16 * 16);
  readPatch(patches, 0, upright, found);
  const { pixels } = await archive.patch(0);
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(mean(found)).toBeCloseTo(mean(pixels), 4);
});

it('goes on from the last whole patch', async () => {
  const whole = await cachePatches(task('all', 6, 16));
  const began = task('part', 2, 16);
  await cachePatches(began);
  await appendFile(began.path, 'a write that was cut off');
  const read: number[] = [];
  const counted = { ...archive, patch: (i: number) => (read.push(i), archive.patch(i)) };
  const resumed = await cachePatches({ ...began, archive: counted, count: 6 });
  expect(read).toEqual([2, 3, 4, 5]);
  expect(resumed.levels).toEqual(whole.levels);
  expect((await readFile(began.path)).length).toBe(6 * 16 * 16 * 2);
});

it('begins anew for another archive', async () => {
  await cachePatches(task('other', 2, 16));
  const read: number[] = [];
  const counted = { ...archive, patch: (i: number) => (read.push(i), archive.patch(i)) };
  await cachePatches({ ...task('other', 2, 16), archive: counted, key: 'something else' });
  expect(read).toEqual([0, 1]);
});

it('flips signs and mirrors', async () => {
  const patches = await cachePatches(task('poses', 1, 4));
  const read = (pose: Parameters<typeof readPatch>[2]) => {
    const into = new Float32Array(16);
    readPatch(patches, 0, pose, into);
    return [...into];
  };
  const plain = read(upright);
  expect(read({ ...upright, sign: -1 })).toEqual(plain.map((value) => -value));
  expect(read({ ...upright, northSouth: true })).toEqual(
    [3, 2, 1, 0].flatMap((row) => plain.slice(4 * row, 4 * row + 4)),
  );
  expect(read({ ...upright, eastWest: true })).toEqual(plain.map((_, i) => plain[i - (i % 4) + 3 - (i % 4)]));
});
