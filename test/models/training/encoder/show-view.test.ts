import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../../src/numeric/random.js';
import type { PatchSet } from '../../../../src/models/training/common/patch-cache.js';
import { showView } from '../../../../src/models/training/encoder/show-view.js';
import type { View } from '../../../../src/models/training/encoder/recipe.js';
import { SIZE, toyPatches } from '../generator/toy.js';

const PLAIN: View = { mirrorNorthSouth: false, rotate: 0, zoom: 0, shift: 0, blur: 0, noise: 0 };
const patches = toyPatches(4);
const area = SIZE * SIZE;

function show(view: Partial<View>, seed = 1, of: PatchSet = patches) {
  const into = new Float32Array(area);
  const mirrored = showView(of, 1, { ...PLAIN, ...view }, randomStream(seed, 0), into);
  return { pixels: into, mirrored };
}

const original = show({}).pixels;
const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0);
const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

describe('a view', () => {
  it('that changes nothing is the patch', () => {
    expect([...original]).toEqual(
      [...patches.levels.subarray(area, 2 * area)].map((level) => Math.fround(level / 32767)),
    );
  });

  it('is upside down when it says so', () => {
    const shown = seeds.map((seed) => show({ mirrorNorthSouth: true }, seed));
    expect(new Set(shown.map(({ mirrored }) => mirrored)).size).toBe(2);
    for (const { pixels, mirrored } of shown)
      for (let row = 0; row < SIZE; row++) {
        const from = mirrored ? SIZE - 1 - row : row;
        expect(pixels.slice(row * SIZE, (row + 1) * SIZE)).toEqual(
          original.slice(from * SIZE, (from + 1) * SIZE),
        );
      }
  });

  it('keeps the flux of a spot that is turned and shifted, and magnifies it with the square of the zoom', () => {
    const spot = new Int16Array(2 * area);
    for (let i = 0; i < area; i++) {
      const [x, y] = [(i % SIZE) - 7, Math.floor(i / SIZE) - 8];
      spot[area + i] = 30_000 * Math.exp(-(x * x + y * y) / 5);
    }
    const one: PatchSet = { count: 2, size: SIZE, levels: spot };
    const flux = (view: Partial<View>, seed: number) =>
      sum(show(view, seed, one).pixels) / sum(show({}, seed, one).pixels);
    seeds.forEach((seed) => expect(flux({ rotate: 90, shift: 1.5 }, seed)).toBeCloseTo(1, 2));
    const areas = seeds.map((seed) => flux({ zoom: 0.2 }, seed));
    expect(Math.min(...areas)).toBeGreaterThan(0.8 ** 2 - 0.02);
    expect(Math.max(...areas)).toBeLessThan(1.2 ** 2 + 0.02);
    expect(Math.max(...areas) - Math.min(...areas)).toBeGreaterThan(0.2);
  });

  it('is smoother when blurred, every second time, and rougher with noise', () => {
    const roughness = (values: Float32Array) =>
      values.reduce((total, value, i) => total + (i === 0 ? 0 : (value - values[i - 1]) ** 2), 0);
    const blurred = seeds.map((seed) => roughness(show({ blur: 1 }, seed).pixels));
    expect(Math.max(...blurred)).toBe(roughness(original));
    expect(Math.min(...blurred)).toBeLessThan(roughness(original));
    seeds.forEach((seed) =>
      expect(roughness(show({ noise: 0.3 }, seed).pixels)).toBeGreaterThan(roughness(original)),
    );
  });
});
