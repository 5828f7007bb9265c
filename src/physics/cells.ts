/** Bytes of a word. */
export const CELLS = 4;

/** So many zero bytes, with room up to a whole number of words. */
export const emptyCells = (count: number): Uint8Array =>
  new Uint8Array(CELLS * Math.ceil(count / CELLS)).subarray(0, count);

/**
 * Cells of `emptyCells` four at a time: where few of them are not 0, whoever looks for these looks at words first.
 *
 * The first cell is in a word's lowest bits (as on every machine that Node runs on but s390x).
 */
export const wordsOf = (cells: Uint8Array): Int32Array =>
  new Int32Array(cells.buffer, cells.byteOffset, Math.ceil(cells.length / CELLS));
