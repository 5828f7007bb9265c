import { unzipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { parseNpyHeader } from '../../../src/archive/readers/npy-header.js';
import { encodeNpy, encodeNpz } from '../../../src/archive/writers/index.js';

const headerOf = (bytes: Uint8Array) => Buffer.from(bytes.subarray(10, 80)).toString('latin1');

describe('encodeNpy', () => {
  it('stores float64, texts and booleans as NumPy names them', () => {
    expect(headerOf(encodeNpy(Float64Array.of(1, 2), [2]))).toMatch(
      /^\{'descr': '<f8', .*'shape': \(2,\), \}/,
    );
    expect(headerOf(encodeNpy(['α', 'beta'], [2]))).toContain("'descr': '<U4'");
    expect(headerOf(encodeNpy([''], [1]))).toContain("'descr': '<U1'");
    expect(headerOf(encodeNpy(Uint8Array.of(0, 1), [2]))).toContain("'descr': '|b1'");
  });

  it('stores texts as UTF-32 of one width, filled with zeros', () => {
    const data = Buffer.from(encodeNpy(['α𝛼', ''], [2])).subarray(128);
    expect([0, 4, 8, 12].map((at) => data.readUInt32LE(at))).toEqual([0x3b1, 0x1d6fc, 0, 0]);
  });
});

describe('encodeNpz', () => {
  const arrays = {
    pixels: { values: Float32Array.of(1, 2, 3, 4), shape: [1, 2, 2] },
    TUF: { values: Float64Array.of(NaN) },
  };

  it('holds the arrays in their order, and texts beside them', async () => {
    const members = unzipSync(await encodeNpz(arrays, { 'about.json': '{}' }));
    expect(Object.keys(members)).toEqual(['pixels.npy', 'TUF.npy', 'about.json']);
    expect(parseNpyHeader(members['pixels.npy'], 'a.npz').shape).toEqual([1, 2, 2]);
    expect(Buffer.from(members['TUF.npy']).readDoubleLE(128)).toBeNaN();
  });

  it('is the same bytes whenever it is written', async () => {
    const bytes = await encodeNpz(arrays);
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2050-01-01') });
    expect(await encodeNpz(arrays)).toEqual(bytes);
    vi.useRealTimers();
  });
});
