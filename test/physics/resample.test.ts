import { describe, expect, it } from 'vitest';
import { equalAreaPixel, toPatch } from '../../src/physics/resample.js';
import { oracleResamplings } from './support.js';

describe('toPatch against scipy', () => {
  it.each(oracleResamplings())('$height × $width, row 0 $rowZero → $size', (map) => {
    const patch = toPatch({ ...map, values: Float64Array.from(map.values) }, map.size);
    expect(patch.pixels).toHaveLength(map.pixels.length);
    patch.pixels.forEach((value, index) => expect(Math.abs(value - map.pixels[index])).toBeLessThan(1e-7));
  });
});

describe('toPatch', () => {
  const map = (values: number[], rowZero: 'north' | 'south' = 'north') => ({
    values: Float32Array.from(values),
    width: 2,
    height: values.length / 2,
    rowZero,
  });

  it('clips before it averages', () => {
    expect(toPatch(map([3000, 0, -Infinity, NaN]), 1).pixels[0]).toBe(0);
    expect(toPatch(map([3000, 0, 0, 0]), 1).pixels[0]).toBe(0.25);
  });

  it('puts north first', () => {
    expect([...toPatch(map([500, 500, 250, 250], 'south'), 2).pixels]).toEqual([0.25, 0.25, 0.5, 0.5]);
  });

  it('makes 128 × 128 pixels, of the size that divides the same box', () => {
    const values = new Float32Array(256 * 64);
    const scale = equalAreaPixel(0.03);
    const patch = toPatch({ values, width: 256, height: 64, rowZero: 'south', scale });
    expect(patch.size).toBe(128);
    expect(patch.scale!.width).toBeCloseTo(2 * 0.3644, 4);
    expect(patch.scale!.height).toBeCloseTo(0.3644 / 2, 4);
  });

  it('knows no scale where the map has none', () => {
    expect(toPatch(map([0, 0, 0, 0]), 2)).not.toHaveProperty('scale');
  });
});
