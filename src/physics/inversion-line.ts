import { CELLS, emptyCells, wordsOf } from './cells.js';
import { dilateBySquare } from './dilation.js';
import type { Field } from './field.js';
import { NEGATIVE, POSITIVE, strongCells } from './strong-cells.js';

const BOTH = POSITIVE | NEGATIVE;
/** The lowest bit of each cell of a word. */
const LOWEST = 0x01010101;

/**
 * The neighbourhood of the polarity inversion line between strong fields: 1 for the pixels within 3 pixels (along rows
 * and columns) of both a positive and a negative pixel stronger than 150 G, else 0; row-major, `size` × `size`.
 *
 * Source: Schrijver 2007, ApJ 655, L117; the square of 7 × 7 pixels is the paper's, which does not smooth the mask.
 *
 * @param cells the field's `strongCells`
 */
export function polarityInversionMask({ pixels, size }: Field, cells = strongCells(pixels)): Uint8Array {
  const mask = emptyCells(cells.length);
  if (!hasBoth(wordsOf(cells))) return mask;
  const near = wordsOf(dilateBySquare(cells, size));
  const words = wordsOf(mask);
  for (let index = 0; index < words.length; index++) {
    const word = near[index];
    words[index] = word & (word >>> 1) & LOWEST;
  }
  return mask;
}

function hasBoth(words: Int32Array): boolean {
  let found = 0;
  for (let index = 0; index < words.length; index++) found |= words[index];
  return ((found | (found >>> 8) | (found >>> 16) | (found >>> 24)) & BOTH) === BOTH;
}

/** Sum of |b| over the pixels where `mask`, of `emptyCells`, is not 0; in kG px for pixels in kG. */
export function fluxInside(pixels: Float32Array, mask: Uint8Array): number {
  const words = wordsOf(mask);
  let flux = 0;
  for (let word = 0; word < words.length; word++) {
    if (words[word] === 0) continue;
    for (let index = CELLS * word; index < CELLS * (word + 1); index++) {
      if (mask[index] !== 0) flux += Math.abs(pixels[index]);
    }
  }
  return flux;
}
