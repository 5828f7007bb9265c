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
 */
export function scan(
  table: VectorTable,
  first: number,
  end: number,
  query: Float32Array,
  nearest: Nearest,
): void {
  for (let row = first; row < end; row++) scanRow(table, row, query, nearest, row);
}

/** The same of one row, which is called `place` in the result. */
export function scanRow(
  { dimension, heads, tails }: VectorTable,
  row: number,
  query: Float32Array,
  nearest: Nearest,
  place: number,
): void {
  const known = headDistance(heads, row * HEAD, query);
  if (known >= nearest.limit) return;
  const tail = Math.max(0, dimension - HEAD);
  const square = known + tailDistance(tails, row * tail, tail, query, nearest.limit - known);
  if (square < nearest.limit) nearest.add(square, place);
}

/** Written out in fours, so that the processor adds them side by side. @param query at least HEAD numbers */
function headDistance(heads: Float32Array, offset: number, query: Float32Array): number {
  let [even, odd] = [0, 0];
  for (let j = 0; j < HEAD; j += 4) {
    const a = heads[offset + j] - query[j];
    const b = heads[offset + j + 1] - query[j + 1];
    const c = heads[offset + j + 2] - query[j + 2];
    const d = heads[offset + j + 3] - query[j + 3];
    even += a * a + b * b;
    odd += c * c + d * d;
  }
  return even + odd;
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
