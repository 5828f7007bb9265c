import { emptyCells } from './cells.js';

/**
 * Field strength in kG above which a pixel belongs to a polarity: 150 G.
 *
 * Rounded to float32 as the pixels are, so that a pixel of exactly 150 G is not above it.
 */
export const STRONG_FIELD = Math.fround(0.15);

export const POSITIVE = 1;
export const NEGATIVE = 2;

/** Of two positive floats the larger has the larger bits. */
const [STRONG_BITS] = new Int32Array(Float32Array.of(STRONG_FIELD).buffer);
const WITHOUT_SIGN = 0x7fffffff;

/**
 * A byte for each pixel (kG): POSITIVE or NEGATIVE where it is stronger than 150 G, else 0.
 *
 * By their bits: at the edges of a spot no processor guesses how a comparison turns out, and each wrong guess takes as long
 * as many pixels.
 */
export function strongCells(pixels: Float32Array): Uint8Array {
  const cells = emptyCells(pixels.length);
  const bits = new Int32Array(pixels.buffer, pixels.byteOffset, pixels.length);
  for (let index = 0; index < bits.length; index++) {
    const pixel = bits[index];
    cells[index] = ((STRONG_BITS - (pixel & WITHOUT_SIGN)) >>> 31) << (pixel >>> 31);
  }
  return cells;
}
