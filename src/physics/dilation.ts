/**
 * Dilation of two masks at once by a square of 7 × 7 pixels; beyond the edge there is nothing.
 *
 * A mask's member is bit 0 or bit 1 of a cell, which is a byte. Four cells of a row are one word, the first in its lowest bits
 * (as on every machine that Node runs on but s390x), so that one operation serves them all.
 */
const REACH = 3;
/** Cells a word. */
const CELLS = 4;

/** The two masks of `cells` (row-major, `size` × `size`, values 0 to 3) grown by 3 pixels in each direction. */
export function dilateBySquare(cells: Uint8Array, size: number): Uint8Array {
  const width = Math.ceil(size / CELLS);
  const padded = withStride(cells, size, size, width * CELLS);
  const words = new Int32Array(padded.buffer, padded.byteOffset, width * size);
  const dilated = dilateAlongColumns(dilateAlongRows(words, width), width);
  return withStride(new Uint8Array(dilated.buffer), size, width * CELLS, size);
}

/** Rows of `from` cells as rows of `to` cells, with zeros where they are longer; the same cells where nothing changes. */
function withStride(cells: Uint8Array, rows: number, from: number, to: number): Uint8Array {
  if (from === to && cells.byteOffset % CELLS === 0) return cells;
  const moved = new Uint8Array(rows * to);
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
      dilated[index] =
        word | (word << 8) | (word << 16) | (word << 24) | (word >>> 8) | (word >>> 16) | (word >>> 24) |
        (before >>> 8) | (before >>> 16) | (before >>> 24) | (after << 8) | (after << 16) | (after << 24); // prettier-ignore
      before = word;
      word = after;
    }
  }
  return dilated;
}

/** Each word with the three above and below it. */
function dilateAlongColumns(words: Int32Array, width: number): Int32Array {
  const dilated = words.slice();
  for (let distance = 1; distance <= REACH; distance++) {
    const offset = distance * width;
    for (let index = offset; index < words.length; index++) {
      dilated[index] |= words[index - offset];
      dilated[index - offset] |= words[index];
    }
  }
  return dilated;
}
