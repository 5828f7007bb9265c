import { dilateBySquare } from './dilation.js';
import type { Field } from './field.js';
import { isStrong } from './polarity.js';

const POSITIVE = 1;
const NEGATIVE = 2;
const BOTH = POSITIVE | NEGATIVE;

/**
 * The neighbourhood of the polarity inversion line between strong fields: 1 for the pixels within 3 pixels (along rows
 * and columns) of both a positive and a negative pixel stronger than 150 G, else 0; row-major, `size` × `size`.
 *
 * Source: Schrijver 2007, ApJ 655, L117; the square of 7 × 7 pixels is the paper's, which does not smooth the mask.
 */
export function polarityInversionMask({ pixels, size }: Field): Uint8Array {
  const codes = new Uint8Array(pixels.length);
  let found = 0;
  for (let index = 0; index < pixels.length; index++) {
    const value = pixels[index];
    if (isStrong(value, 1)) codes[index] = POSITIVE;
    else if (isStrong(value, -1)) codes[index] = NEGATIVE;
    else continue;
    found |= codes[index];
  }
  return found === BOTH ? whereBoth(dilateBySquare(codes, size)) : new Uint8Array(pixels.length);
}

function whereBoth(codes: Uint8Array): Uint8Array {
  const mask = new Uint8Array(codes.length);
  for (let index = 0; index < codes.length; index++) mask[index] = codes[index] & (codes[index] >> 1);
  return mask;
}
