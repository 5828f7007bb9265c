import { dilateBySquare } from './dilation.js';
import type { Field } from './field.js';
import { isStrong } from './polarity.js';

const POSITIVE = 1;
const NEGATIVE = 2;
const BOTH = POSITIVE | NEGATIVE;

function polarityCode(value: number): number {
  if (isStrong(value, 1)) return POSITIVE;
  return isStrong(value, -1) ? NEGATIVE : 0;
}

/**
 * The neighbourhood of the polarity inversion line between strong fields: 1 for the pixels within 3 pixels (along rows
 * and columns) of both a positive and a negative pixel stronger than 150 G, else 0; row-major, `size` × `size`.
 *
 * Source: Schrijver 2007, ApJ 655, L117; the square of 7 × 7 pixels is the paper's, which does not smooth the mask.
 */
export function polarityInversionMask({ pixels, size }: Field): Uint8Array {
  const codes = new Uint8Array(pixels.length);
  for (let index = 0; index < pixels.length; index++) codes[index] = polarityCode(pixels[index]);
  const mask = dilateBySquare(codes, size);
  for (let index = 0; index < mask.length; index++) mask[index] = mask[index] === BOTH ? 1 : 0;
  return mask;
}
