/**
 * Dilation of two masks at once by a square of 7 × 7 pixels; beyond the edge there is nothing.
 *
 * A mask's member is bit 0 or bit 1 of a cell, which is a byte, so that one operation on a word serves four cells.
 */
import { CELLS, emptyCells, wordsOf } from './cells.js';

const REACH = 3;

/** The two masks of `cells` (row-major, `size` × `size`, values 0 to 3) grown by 3 pixels in each direction. */
export function dilateBySquare(cells: Uint8Array, size: number): Uint8Array {
  const width = Math.ceil(size / CELLS);
  const words = wordsOf(withStride(cells, size, size, width * CELLS));
  const dilated = dilateAlongColumns(dilateAlongRows(words, width), width);
  return withStride(new Uint8Array(dilated.buffer, 0, dilated.byteLength), size, width * CELLS, size);
}

/** Rows of `from` cells as rows of `to` cells, with zeros where they are longer; the same cells where nothing changes. */
function withStride(cells: Uint8Array, rows: number, from: number, to: number): Uint8Array {
  if (from === to && cells.byteOffset % CELLS === 0) return cells;
  const moved = emptyCells(rows * to);
  const kept = Math.min(from, to);
  for (let row = 0; row < rows; row++) moved.set(cells.subarray(row * from, row * from + kept), row * to);
  return moved;
}

/** Each cell with the three before and after it in its row: those of its word and of the words on both sides. */
function dilateAlongRows(words: Int32Array, width: number): Int32Array {
  const dilated = new Int32Array(words.length);
  for (let first = 0; first < words.length; first += width) {
    let before = 0;
    let word = words[first];
    for (let index = first; index < first + width; index++) {
      const after = index + 1 < first + width ? words[index + 1] : 0;
      if ((before | word | after) !== 0) dilated[index] = dilateWord(before, word, after);
      before = word;
      word = after;
    }
  }
  return dilated;
}

const dilateWord = (before: number, word: number, after: number): number =>
  word | (word << 8) | (word << 16) | (word << 24) | (word >>> 8) | (word >>> 16) | (word >>> 24) |
  (before >>> 8) | (before >>> 16) | (before >>> 24) | (after << 8) | (after << 16) | (after << 24); // prettier-ignore

/** Each word with the three above and below it. */
function dilateAlongColumns(words: Int32Array, width: number): Int32Array {
  const below = REACH * width;
  const joined = new Int32Array(words.length + below);
  joined.set(words);
  joinAbove(joined, width);
  joinAbove(joined, 2 * width);
  // Now each has the three above it, and the one three rows below has the three below it.
  for (let index = 0; index < words.length; index++) joined[index] |= joined[index + below];
  return joined.subarray(0, words.length);
}

/** Adds to each word the one `distance` before it. */
function joinAbove(words: Int32Array, distance: number): void {
  for (let index = words.length - 1; index >= distance; index--) words[index] |= words[index - distance];
}
