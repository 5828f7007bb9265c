import { describe, expect, test } from 'vitest';
import { colour, colourTable } from '../../src/render/colormap.js';
import type { Rgb } from '../../src/render/colormap.js';

describe('grey', () => {
  test('is the solar convention: −1 kG black, 0 mid grey, +1 kG white', () => {
    expect(colour(-1, 'grey')).toEqual([0, 0, 0]);
    expect(colour(0, 'grey')).toEqual([128, 128, 128]);
    expect(colour(1, 'grey')).toEqual([255, 255, 255]);
  });

  test('saturates at the limit and shows NaN as zero', () => {
    expect(colour(7, 'grey')).toEqual(colour(1, 'grey'));
    expect(colour(-Infinity, 'grey')).toEqual([0, 0, 0]);
    expect(colour(0.2, 'grey', 0.2)).toEqual([255, 255, 255]);
    expect(colour(NaN, 'grey')).toEqual(colour(0, 'grey'));
  });
});

describe('red-blue', () => {
  test('is blue where negative, red where positive and nearly white at zero', () => {
    const [negativeRed, , negativeBlue] = colour(-1, 'red-blue');
    const [positiveRed, , positiveBlue] = colour(1, 'red-blue');
    expect(negativeBlue).toBeGreaterThan(negativeRed + 80);
    expect(positiveRed).toBeGreaterThan(positiveBlue + 80);
    expect(Math.min(...colour(0, 'red-blue'))).toBeGreaterThan(240);
  });

  test('gets darker away from zero, equally on both sides (CIE L*)', () => {
    const lightness = colourTable('red-blue').map(cieLightness);
    for (let i = 128; i < 255; i++) expect(lightness[i + 1]).toBeLessThan(lightness[i] + 0.2);
    for (let i = 0; i < 128; i++) expect(Math.abs(lightness[i] - lightness[255 - i])).toBeLessThan(6);
    expect(lightness[127] - lightness[255]).toBeGreaterThan(55);
  });
});

test.each(['grey', 'red-blue'] as const)('%s has 256 entries of bytes', (map) => {
  const table = colourTable(map);
  expect(table).toHaveLength(256);
  expect(table.flat().every((value) => Number.isInteger(value) && value >= 0 && value <= 255)).toBe(true);
});

/** CIE 1976 L* of an sRGB colour, from its luminance. */
function cieLightness(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((byte) => {
    const value = byte / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return luminance <= 216 / 24389 ? (luminance * 24389) / 27 : 116 * Math.cbrt(luminance) - 16;
}
