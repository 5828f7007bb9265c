import { describe, expect, it } from 'vitest';
import { decodeImages } from '../../../src/archive/readers/index.js';
import type { ReadOptions } from '../../../src/archive/readers/index.js';
import { encodeNpy } from '../../../src/archive/writers/index.js';
import { failure } from './support.js';

const SIDE = 48;

/** An image whose value at a column and row a function gives. */
function image(valueAt: (x: number, y: number) => number): Uint8Array {
  const values = Float32Array.from({ length: SIDE ** 2 }, (_, at) =>
    valueAt(at % SIDE, Math.floor(at / SIDE)),
  );
  return encodeNpy(values, [SIDE, SIDE]);
}

const bipole = (x: number, y: number) => 800 * Math.sin(x / 5) * Math.cos(y / 7);
const isOffDisk = (x: number, y: number) => Math.hypot(x - SIDE / 2, y - SIDE / 2) > SIDE / 2;
const warningsOf = (bytes: Uint8Array, options: ReadOptions = {}) =>
  decodeImages(bytes, 'a.npy', options).flatMap(({ warnings }) => warnings.map(({ code }) => code));

describe('images that are magnetograms', () => {
  it.each<[string, (x: number, y: number) => number]>([
    ['both polarities', bipole],
    ['gaps', (x, y) => (x < 10 ? NaN : bipole(x, y))],
    ['an empty field', () => 0],
    ['one weak polarity', (x, y) => Math.exp(-((x - 20) ** 2 + (y - 20) ** 2) / 50) * 900],
    ['a few bad pixels', (x, y) => (x === y && x < 5 ? 1e6 : bipole(x, y))],
  ])('may have %s', (_, valueAt) => {
    expect(warningsOf(image(valueAt))).toEqual([]);
  });
});

describe('images that are none', () => {
  it.each<[string, (x: number, y: number) => number, string]>([
    ['continuum', (x, y) => 5e4 + bipole(x, y), 'far beyond any field'],
    ['a mask', (x) => (x < 24 ? 0 : 34), 'few whole numbers'],
    ['a field strength or an angle', (x) => 90 + x / 100, 'without any negative polarity'],
    ['an 8-bit picture', (x, y) => (17 * x + 31 * y) % 256, 'without any negative polarity'],
  ])('such as %s are refused', (_, valueAt, words) => {
    const diagnostic = failure(() => decodeImages(image(valueAt), 'a.npy'));
    expect(diagnostic.code).toBe('not-a-magnetogram');
    expect(diagnostic.message).toContain(words);
    expect(diagnostic.hints[0]).toContain('`Br`');
  });

  it('such as one without any value are refused', () => {
    expect(
      failure(() =>
        decodeImages(
          image(() => NaN),
          'a.npy',
        ),
      ).code,
    ).toBe('image-all-missing');
  });
});

describe('images that are odd', () => {
  it('warn of kilogauss, unless the unit is said', () => {
    const bytes = image((x, y) => bipole(x, y) / 1000);
    expect(warningsOf(bytes)).toEqual(['looks-not-gauss']);
    expect(warningsOf(bytes, { gaussPerUnit: 1000 })).toEqual([]);
  });

  it('warn of a full disk with missing or black space around it, not of a region on zeros', () => {
    expect(warningsOf(image((x, y) => (isOffDisk(x, y) ? NaN : bipole(x, y))))).toEqual(['looks-full-disk']);
    expect(warningsOf(image((x, y) => (isOffDisk(x, y) ? -1000 : bipole(x, y))))).toEqual([
      'looks-full-disk',
    ]);
    expect(warningsOf(image((x, y) => (isOffDisk(x, y) ? 0 : bipole(x, y))))).toEqual([]);
  });
});

describe('a stack of images', () => {
  const stack = (...values: number[]) => {
    const images = values.map((value) =>
      Float32Array.from({ length: 256 }, (_, at) => (at % 2 ? value : -value)),
    );
    return encodeNpy(Float32Array.from(images.flatMap((each) => [...each])), [values.length, 16, 16]);
  };

  it('says once what its images share', () => {
    const warnings = decodeImages(stack(1, 100, 2), 'a.npy').map((image) =>
      image.warnings.map(({ code }) => code),
    );
    expect(warnings).toEqual([['looks-not-gauss'], [], []]);
  });

  it('says which image cannot be used', () => {
    expect(failure(() => decodeImages(stack(1, NaN), 'a.npy')).message).toContain('`a.npy[1]`');
  });
});
