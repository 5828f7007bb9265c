/** How patches are stored: 16-bit numbers, little-endian, row-major, row 0 north, column 0 east. */
import { PATCH_SIZE } from '../../physics/field.js';

/** The field that the largest number stands for, in kG: observations are clipped there before they are resampled. */
const LIMIT = 1;
const LEVELS = 32_767;

/** What one step is in G: 0.031, where the noise of HMI is 10 and of MDI 16; the error is at most half of it. */
export const GAUSS_PER_LEVEL = (1000 * LIMIT) / LEVELS;

export const PATCH_AREA = PATCH_SIZE * PATCH_SIZE;
export const PATCH_BYTES = PATCH_AREA * Int16Array.BYTES_PER_ELEMENT;

/** Numbers in kG as they are stored; beyond ±1 kG they are clipped. */
export function toLevels(pixels: Float32Array): Int16Array {
  const levels = new Int16Array(pixels.length);
  for (let index = 0; index < pixels.length; index++) {
    const field = Math.min(LIMIT, Math.max(-LIMIT, pixels[index]));
    levels[index] = Math.round((field / LIMIT) * LEVELS);
  }
  return levels;
}

/** Stored numbers in kG. */
export function fromLevels(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pixels = new Float32Array(bytes.length / 2);
  for (let index = 0; index < pixels.length; index++)
    pixels[index] = (view.getInt16(2 * index, true) / LEVELS) * LIMIT;
  return pixels;
}

/** The bytes of stored numbers, whatever the byte order of the machine. */
export function bytesOfLevels(levels: Int16Array): Uint8Array {
  const bytes = new Uint8Array(2 * levels.length);
  const view = new DataView(bytes.buffer);
  levels.forEach((level, index) => view.setInt16(2 * index, level, true));
  return bytes;
}
