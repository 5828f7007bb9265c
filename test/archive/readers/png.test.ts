import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { decodePng } from '../../../src/archive/readers/png.js';
import { failure } from './support.js';

const grey = (data: number[], depth: 8 | 16 = 8) =>
  encode({
    width: data.length,
    height: 1,
    channels: 1,
    depth,
    data: depth === 8 ? Uint8Array.from(data) : Uint16Array.from(data),
  });

describe('decodePng', () => {
  it('takes black as −1000 G and white as +1000 G', () => {
    expect([...decodePng(grey([0, 51, 255]), 'a.png').values]).toEqual([-1000, -600, 1000]);
    const white = { scale: 1000 };
    expect([...decodePng(grey([0, 65535], 16), 'a.png', white).values]).toEqual([-1000, 1000]);
  });

  it('does not guess what codes of 16 bits mean', () => {
    expect(failure(() => decodePng(grey([0, 65535], 16), 'a.png')).code).toBe('picture-without-scale');
  });

  it('takes another field for white', () => {
    expect([...decodePng(grey([0, 51, 255]), 'a.png', { scale: 500 }).values]).toEqual([-500, -300, 500]);
  });

  it('takes codes as gauss above an offset', () => {
    expect([...decodePng(grey([32768, 30000, 35363], 16), 'a.png', { offset: 32768 }).values]).toEqual([
      0, -2768, 2595,
    ]);
  });

  it('reads the first row as north', () => {
    const bytes = encode({ width: 1, height: 2, channels: 1, depth: 8, data: Uint8Array.of(0, 255) });
    expect(decodePng(bytes, 'a.png')).toMatchObject({
      id: 'a',
      rowZero: 'north',
      values: Float32Array.of(-1000, 1000),
    });
  });
});

describe('decodePng of colours', () => {
  it('reads grey saved as colour, and transparent pixels as missing', () => {
    const data = Uint8Array.of(0, 0, 0, 255, 254, 255, 256 - 1, 255, 7, 7, 7, 0);
    const { values, warnings } = decodePng(
      encode({ width: 3, height: 1, channels: 4, depth: 8, data }),
      'a.png',
    );
    expect([...values].map((value) => Math.round(value))).toEqual([-1000, 997, NaN]);
    expect(warnings).toEqual([]);
  });

  it('reads a grey palette', () => {
    const palette = [[0, 0, 0], [255, 255, 255]]; // prettier-ignore
    const bytes = encode({
      width: 3,
      height: 1,
      channels: 1,
      depth: 8,
      palette,
      data: Uint8Array.of(1, 0, 1),
    });
    expect([...decodePng(bytes, 'a.png').values]).toEqual([1000, -1000, 1000]);
  });

  it('takes a few coloured pixels as missing and says so', () => {
    const data = new Uint8Array(300).fill(128);
    data.set([255, 0, 0], 30);
    const { values, warnings } = decodePng(
      encode({ width: 10, height: 10, channels: 3, depth: 8, data }),
      'a.png',
    );
    expect(values.findIndex(Number.isNaN)).toBe(10);
    expect(warnings[0]!.message).toBe('1 coloured pixels (1.0 %) of `a.png` are read as missing');
  });
});

describe('PNG files that cannot be used', () => {
  it('are coloured, of few bits, or damaged', () => {
    const red = encode({
      width: 2,
      height: 1,
      channels: 3,
      depth: 8,
      data: Uint8Array.of(255, 0, 0, 255, 0, 0),
    });
    expect(failure(() => decodePng(red, 'a.png')).message).toContain('a coloured picture');
    const bits = encode({ width: 8, height: 1, channels: 1, depth: 1, data: Uint8Array.of(170) });
    expect(failure(() => decodePng(bits, 'a.png')).message).toContain('a PNG of 1 bits');
    const whole = grey([1, 2, 3]);
    expect(failure(() => decodePng(whole.subarray(0, whole.length - 20), 'a.png')).code).toBe('file-damaged');
    expect(failure(() => decodePng(whole.subarray(0, 20), 'a.png')).code).toBe('file-truncated');
  });

  it('announce a size that the file cannot hold, and are refused before memory is asked for', () => {
    const bytes = grey([1, 2, 3]).slice();
    new DataView(bytes.buffer).setUint32(16, 8000);
    new DataView(bytes.buffer).setUint32(20, 8000);
    expect(failure(() => decodePng(bytes, 'a.png')).message).toMatch(
      /\d+ bytes cannot hold .* 8000 × 8000 pixels/,
    );
  });
});
