import type { Candidates } from './candidates.js';
import { HEAD } from './table.js';

/** Steps that the longest side of a box is divided into. */
const STEPS = 255;

/**
 * Rows in 8 bits a number. Around the rows of each cell there is a box; a code says how many steps from its corner a row
 * is, along one axis.
 */
export interface CodeTable {
  readonly size: number;
  readonly dimension: number;
  /** cells × width, where width is the dimension and HEAD at least: the corner of each box. */
  readonly corners: Float32Array;
  /** Of each cell: what one step is, along every axis. */
  readonly steps: Float32Array;
  /** Of each cell: no row is farther than this from where its codes say that it is. */
  readonly errors: Float32Array;
  /** size × HEAD */
  readonly heads: Uint8Array;
  /** size × (dimension − HEAD) */
  readonly tails: Uint8Array;
}

export function emptyCodes(size: number, dimension: number, cells: number): CodeTable {
  const width = Math.max(HEAD, dimension);
  return {
    size,
    dimension,
    corners: new Float32Array(cells * width),
    steps: new Float32Array(cells),
    errors: new Float32Array(cells),
    heads: new Uint8Array(size * HEAD),
    tails: new Uint8Array(size * (width - HEAD)),
  };
}

/** Writes the rows of a cell, the first of which is row `first` of the table. */
export function codeCell(
  table: CodeTable,
  cell: number,
  first: number,
  vectors: readonly Float32Array[],
): void {
  const width = Math.max(HEAD, table.dimension);
  const corner = table.corners.subarray(cell * width, (cell + 1) * width);
  table.steps[cell] = layBox(vectors, corner) / STEPS;
  let error = 0;
  vectors.forEach((vector, index) => {
    error = Math.max(error, codeRow(table, first + index, vector, corner, table.steps[cell]));
  });
  table.errors[cell] = error;
}

/** Finds the corner of a box around vectors; its longest side. */
function layBox(vectors: readonly Float32Array[], corner: Float32Array): number {
  let longest = 0;
  for (let j = 0; j < corner.length && vectors.length > 0; j++) {
    let [low, high] = [Infinity, -Infinity];
    for (const vector of vectors) {
      if (vector[j] < low) low = vector[j];
      if (vector[j] > high) high = vector[j];
    }
    corner[j] = low;
    longest = Math.max(longest, high - low);
  }
  return longest;
}

/** What rounding a vector to 32 bits, and adding up its squares, may do to a distance, as a share of its length. */
const ROUNDING = 1e-6;

/** Writes the codes of a row; how far they are from it at most. */
function codeRow(
  { dimension, heads, tails }: CodeTable,
  row: number,
  vector: Float32Array,
  corner: Float32Array,
  step: number,
): number {
  const tail = Math.max(0, dimension - HEAD);
  let [error, length] = [0, 0];
  for (let j = 0; j < vector.length; j++) {
    const exact = step > 0 ? (vector[j] - corner[j]) / step : 0;
    const code = Math.min(STEPS, Math.max(0, Math.round(exact)));
    if (j < HEAD) heads[row * HEAD + j] = code;
    else tails[row * tail + j - HEAD] = code;
    error += (corner[j] + step * code - vector[j]) ** 2;
    length += vector[j] ** 2;
  }
  return (1 + 1e-6) * (Math.sqrt(error) + ROUNDING * Math.sqrt(length));
}

/** A cell as a query sees it. */
export interface CellView {
  /** The corner of the box less the query, in steps. */
  readonly offsets: Float64Array;
  step: number;
  error: number;
}

export function emptyView(dimension: number): CellView {
  return { offsets: new Float64Array(Math.max(HEAD, dimension)), step: 1, error: 0 };
}

/** Makes a view that of another cell. */
export function lookAt(
  { corners, steps, errors }: CodeTable,
  cell: number,
  query: Float32Array,
  view: CellView,
): void {
  const { offsets } = view;
  // In a box of no size any step will do.
  const step = steps[cell] > 0 ? steps[cell] : 1;
  // Multiplied, since a condition that leaves few rows sees many cells, and divisions take longest.
  const perStep = 1 / step;
  for (let j = 0, at = cell * offsets.length; j < offsets.length; j++, at++)
    offsets[j] = (corners[at] - query[j]) * perStep;
  view.step = step;
  view.error = errors[cell];
}

/**
 * Compares a query with rows of one cell.
 *
 * @param rows the rows, of which those at places `first` to `end` are taken; without it, the places are the rows
 */
export function scanCodes(
  { dimension, heads, tails }: CodeTable,
  {
    first,
    end,
    rows,
  }: { readonly first: number; readonly end: number; readonly rows?: Int32Array | undefined },
  { offsets, step, error }: CellView,
  candidates: Candidates,
): void {
  const tail = Math.max(0, dimension - HEAD);
  let limit = ((candidates.reach + error) / step) ** 2;
  for (let at = first; at < end; at++) {
    const row = rows ? rows[at] : at;
    const square = squareBelow(heads, tails, tail, row, offsets, limit);
    if (square > limit) continue;
    candidates.add(row, step * Math.sqrt(square), error);
    limit = ((candidates.reach + error) / step) ** 2;
  }
}

/** A squared distance in steps; where it is beyond the limit, some part of it that is. */
function squareBelow(
  heads: Uint8Array,
  tails: Uint8Array,
  tail: number,
  row: number,
  offsets: Float64Array,
  limit: number,
): number {
  const half = eightSquares(heads, row * HEAD, offsets, 0);
  if (half > limit) return half;
  let known = half + eightSquares(heads, row * HEAD + 8, offsets, 8);
  const start = row * tail;
  let j = 0;
  for (; j + 7 < tail && known <= limit; j += 8) known += eightSquares(tails, start + j, offsets, HEAD + j);
  for (; j < tail && known <= limit; j++) known += (offsets[HEAD + j] + tails[start + j]) ** 2;
  return known;
}

/** Written out, so that the processor adds side by side. */
function eightSquares(codes: Uint8Array, at: number, offsets: Float64Array, first: number): number {
  const a = offsets[first] + codes[at];
  const b = offsets[first + 1] + codes[at + 1];
  const c = offsets[first + 2] + codes[at + 2];
  const d = offsets[first + 3] + codes[at + 3];
  const e = offsets[first + 4] + codes[at + 4];
  const f = offsets[first + 5] + codes[at + 5];
  const g = offsets[first + 6] + codes[at + 6];
  const h = offsets[first + 7] + codes[at + 7];
  return a * a + b * b + (c * c + d * d) + (e * e + f * f + (g * g + h * h));
}
