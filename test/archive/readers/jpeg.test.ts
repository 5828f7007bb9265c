import { encode } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { decodeImages } from '../../../src/archive/readers/index.js';
import { failure } from './support.js';

/** A picture of 32 × 16 pixels whose grey grows from left to right, or red. */
function picture(isRed = false): Uint8Array {
  const data = new Uint8Array(32 * 16 * 4);
  for (let pixel = 0; pixel < 512; pixel++) {
    const grey = 4 * (pixel % 32) + 60;
    data.set(isRed ? [255, 0, 0, 255] : [grey, grey, grey, 255], 4 * pixel);
  }
  return encode({ data, width: 32, height: 16 }, 100).data;
}

describe('JPEG', () => {
  it('is scaled as it is told', () => {
    const [image] = decodeImages(picture(), 'a.jpg', { scale: 1000 });
    expect([image.width, image.height, image.rowZero]).toEqual([32, 16, 'north']);
    image.values.forEach((value, pixel) => {
      expect(Math.abs(value - 1000 * ((2 * (4 * (pixel % 32) + 60)) / 255 - 1))).toBeLessThan(16);
    });
  });

  it('requires a scale', () => {
    expect(failure(() => decodeImages(picture(), 'a.jpg')).code).toBe('picture-without-scale');
  });

  it('is refused with colours, and damaged', () => {
    expect(failure(() => decodeImages(picture(true), 'a.jpg', { scale: 1 })).code).toBe(
      'file-feature-unsupported',
    );
    expect(failure(() => decodeImages(picture().subarray(0, 200), 'a.jpg', { scale: 1 })).code).toBe(
      'file-damaged',
    );
  });
});
