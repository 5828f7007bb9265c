import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { simulateFrame } from '../../../src/archive/simulator/frame.js';
import { simulateRegion } from '../../../src/archive/simulator/region.js';

const THRESHOLD = 0.15;

function sha256(pixels: Float32Array): string {
  return createHash('sha256').update(new Uint8Array(pixels.buffer)).digest('hex').slice(0, 16);
}

/** Weighted mean column of the pixels of one sign beyond the threshold. */
function meanColumn(pixels: Float32Array, sign: number): number {
  let [weights, columns] = [0, 0];
  pixels.forEach((value, index) => {
    if (sign * value <= THRESHOLD) return;
    weights += Math.abs(value);
    columns += Math.abs(value) * (index % 128);
  });
  return columns / weights;
}

describe('simulateFrame', () => {
  // A regression golden of our own making: it says that nothing has changed, not that it is right. A change of any
  // pixel is a new version of the archive: measured columns, indexes and weights made from it are void.
  it.each([
    [1, 0, 0, '9257e3cae32f4b6d'],
    [1, 3, 5, '4a2d570d59599e10'],
    [1, 659, 13, 'c7783f74ebeb67e1'],
    [42, 100, 7, '3ba3959024118bb6'],
    [9_007_199_254_740_991, 50, 2, 'b01d64b81a09bca8'],
  ])('seed %d, region %d, step %d is the same on every machine', (seed, number, step, hash) => {
    expect(sha256(simulateFrame(simulateRegion(seed, number), step).pixels)).toBe(hash);
  });

  it('gives kilogauss within ±1 and the scale of its box', () => {
    for (let number = 0; number < 12; number++) {
      const region = simulateRegion(11, number);
      const { pixels, size, scale } = simulateFrame(region, number);
      expect([pixels.length, size]).toEqual([128 * 128, 128]);
      expect(pixels.every((value) => value >= -1 && value <= 1)).toBe(true);
      expect(scale).toEqual({ width: region.header.width / 128, height: region.header.height / 128 });
    }
  });

  it('shows a region in every frame: both polarities stand out', () => {
    for (let number = 0; number < 40; number++) {
      const { pixels } = simulateFrame(simulateRegion(12, number), number % 14);
      expect(pixels.filter((value) => value > THRESHOLD).length).toBeGreaterThan(0);
      expect(pixels.filter((value) => value < -THRESHOLD).length).toBeGreaterThan(0);
    }
  });

  it('has the leading polarity in the west, on the right, in most simple regions', () => {
    const simple = Array.from({ length: 80 }, (_, number) => simulateRegion(13, number))
      .filter(({ header, bipoles }) => header.magneticClass === 'beta' && bipoles.length === 1)
      .filter(({ header }) => Math.abs(header.tilt) < 45);
    const agreeing = simple.filter((region) => {
      const { pixels } = simulateFrame(region, 6);
      return Math.sign(meanColumn(pixels, 1) - meanColumn(pixels, -1)) === region.header.leadingPolarity;
    });
    expect(simple.length).toBeGreaterThan(10);
    expect(agreeing.length / simple.length).toBeGreaterThan(0.9);
  });
});

/** Correlation of two patches, their means taken as 0. */
function likeness(a: Float32Array, b: Float32Array): number {
  const product = (c: Float32Array, d: Float32Array): number =>
    c.reduce((sum, value, i) => sum + value * d[i], 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}

describe('the frames of a region', () => {
  it('change slowly: the next one is more alike than that of another region', () => {
    for (let number = 0; number < 8; number++) {
      const [region, other] = [simulateRegion(14, number), simulateRegion(14, number + 1)];
      const [now, next, elsewhere] = [
        simulateFrame(region, 6),
        simulateFrame(region, 7),
        simulateFrame(other, 7),
      ];
      expect(likeness(now.pixels, next.pixels)).toBeGreaterThan(0.5);
      expect(likeness(now.pixels, next.pixels)).toBeGreaterThan(likeness(now.pixels, elsewhere.pixels));
    }
  });

  it('are made of functions that are the same on every machine', () => {
    const folder = new URL('../../../src/archive/simulator/', import.meta.url);
    const sources = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
    expect(sources.length).toBeGreaterThan(10);
    const allowed = 'abs|ceil|floor|max|min|round|sign|sqrt|PI';
    for (const source of sources) expect(source).not.toMatch(new RegExp(`Math\\.(?!(${allowed})\\b)`));
  });
});
