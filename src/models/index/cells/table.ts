import type { Nearest } from './nearest.js';

/**
 * Numbers of a row that stand by themselves: one line of a processor's cache. Once rows are turned so that they vary most
 * along their first axes, these tell of most rows that they are too far away.
 */
export const HEAD = 16;

/** Rows of vectors, cut into heads and tails. */
export interface VectorTable {
  readonly size: number;
  readonly dimension: number;
  /** size × HEAD; of vectors with fewer numbers the rest is 0. */
  readonly heads: Float32Array;
  /** size × (dimension − HEAD) */
  readonly tails: Float32Array;
}

export function emptyTable(size: number, dimension: number): VectorTable {
  const tail = Math.max(0, dimension - HEAD);
  return { size, dimension, heads: new Float32Array(size * HEAD), tails: new Float32Array(size * tail) };
}

/** Writes a vector into a row. */
export function setRow({ dimension, heads, tails }: VectorTable, row: number, vector: Float32Array): void {
  const tail = Math.max(0, dimension - HEAD);
  heads.set(vector.subarray(0, HEAD), row * HEAD);
  if (tail > 0) tails.set(vector.subarray(HEAD), row * tail);
}

/** Reads a row: at least HEAD numbers. */
export function rowAt({ dimension, heads, tails }: VectorTable, row: number): Float32Array {
  const vector = new Float32Array(Math.max(HEAD, dimension));
  const tail = Math.max(0, dimension - HEAD);
  vector.set(heads.subarray(row * HEAD, row * HEAD + Math.min(HEAD, dimension)));
  vector.set(tails.subarray(row * tail, (row + 1) * tail), Math.min(HEAD, dimension));
  return vector;
}

/**
 * Compares a query with rows `first` to `end` and keeps the nearest. The answer is that of whole distances: a row is only
 * given up when the part of its squared distance that is known has reached the limit.
 *
 * @param places what each row is called in the result; its own number by default
 */
export function scan(
  { dimension, heads, tails }: VectorTable,
  first: number,
  end: number,
  query: Float32Array,
  nearest: Nearest,
  places?: Int32Array,
): void {
  const tail = Math.max(0, dimension - HEAD);
  for (let row = first; row < end; row++) {
    const square = squareBelow(heads, tails, tail, row, query, nearest.limit);
    if (square < nearest.limit) nearest.add(square, places ? places[row] : row);
  }
}

/** The same with some rows. */
export function scanRows(
  { dimension, heads, tails }: VectorTable,
  rows: Int32Array,
  query: Float32Array,
  nearest: Nearest,
  places: Int32Array,
): void {
  const tail = Math.max(0, dimension - HEAD);
  for (let at = 0; at < rows.length; at++) {
    const square = squareBelow(heads, tails, tail, rows[at], query, nearest.limit);
    if (square < nearest.limit) nearest.add(square, places[rows[at]]);
  }
}

/** A squared distance; where it reaches the limit, some part of it that does. */
function squareBelow(
  heads: Float32Array,
  tails: Float32Array,
  tail: number,
  row: number,
  query: Float32Array,
  limit: number,
): number {
  const half = eightSquares(heads, row * HEAD, query, 0);
  if (half >= limit) return half;
  const known = half + eightSquares(heads, row * HEAD + 8, query, 8);
  if (known >= limit) return known;
  return known + tailDistance(tails, row * tail, tail, query, limit - known);
}

/** Written out, so that the processor adds side by side. */
function eightSquares(heads: Float32Array, offset: number, query: Float32Array, first: number): number {
  const a = heads[offset] - query[first];
  const b = heads[offset + 1] - query[first + 1];
  const c = heads[offset + 2] - query[first + 2];
  const d = heads[offset + 3] - query[first + 3];
  const e = heads[offset + 4] - query[first + 4];
  const f = heads[offset + 5] - query[first + 5];
  const g = heads[offset + 6] - query[first + 6];
  const h = heads[offset + 7] - query[first + 7];
  return a * a + b * b + (c * c + d * d) + (e * e + f * f + (g * g + h * h));
}

/** Gives up in between where it has become too much; what it gives then is too much as well. */
function tailDistance(
  tails: Float32Array,
  offset: number,
  tail: number,
  query: Float32Array,
  limit: number,
): number {
  let sum = 0;
  let j = 0;
  for (; j + 3 < tail && sum < limit; j += 4) {
    const a = tails[offset + j] - query[HEAD + j];
    const b = tails[offset + j + 1] - query[HEAD + j + 1];
    const c = tails[offset + j + 2] - query[HEAD + j + 2];
    const d = tails[offset + j + 3] - query[HEAD + j + 3];
    sum += a * a + b * b + (c * c + d * d);
  }
  for (; j < tail && sum < limit; j++) sum += (tails[offset + j] - query[HEAD + j]) ** 2;
  return sum;
}
