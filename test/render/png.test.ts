import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import { pngAddress, pngOf } from '../../src/render/png.js';
import { fieldOf } from './fields.js';

const corners = fieldOf(128, (column, row) =>
  row === 0 ? (column === 0 ? 1 : -1) : row === 127 && column === 0 ? 0.5 : 0,
);

test('is one pixel a pixel, north up and east left', () => {
  const { width, height, channels, data } = decode(pngOf(corners));
  expect([width, height, channels]).toEqual([128, 128, 3]);
  const pixel = (column: number, row: number) =>
    Array.from(data.slice(3 * (row * 128 + column), 3 * (row * 128 + column) + 3));
  expect(pixel(0, 0)).toEqual([255, 255, 255]);
  expect(pixel(127, 0)).toEqual([0, 0, 0]);
  expect(pixel(0, 127)).toEqual([191, 191, 191]);
  expect(pixel(127, 127)).toEqual([128, 128, 128]);
});

test('carries text such as provenance', () => {
  expect(decode(pngOf(corners, 'grey', 1, { Software: 'giq' })).text).toEqual({ Software: 'giq' });
});

test('pngAddress is the bytes in base64', () => {
  const png = pngOf(corners, 'red-blue', 0.5);
  const address = pngAddress(png);
  expect(address.startsWith('data:image/png;base64,')).toBe(true);
  expect(new Uint8Array(Buffer.from(address.slice(address.indexOf(',') + 1), 'base64'))).toEqual(png);
});
