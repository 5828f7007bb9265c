import type { Neighbour } from '../../neighbours.js';
import { squaredDistance } from '../distance.js';
import { Candidates, type Candidate } from './candidates.js';
import type { CodedCells } from './cells.js';
import { emptyView, lookAt, scanCodes } from './codes.js';
import { Nearest } from './nearest.js';
import type { Compare } from './comparison.js';

/** The rows of an index where they are not in memory. */
export interface RowSource {
  /** Does something that reads rows, each by its position in the archive. What is read is valid until the next reading. */
  reading<T>(work: (row: (position: number) => Float32Array) => T): T;
}

/**
 * Compares queries with the codes of rows. What the codes say is off by less than a known error, so that they tell which
 * rows may be among the nearest; of those the distances are worked out from the rows themselves.
 */
export function compareCodes({ codes, starts, positions }: CodedCells, source: RowSource): Compare {
  const view = emptyView(codes.dimension);
  return (query, turned, wanted) => {
    const candidates = new Candidates(wanted);
    const scan = (cell: number, first: number, end: number, rows?: Int32Array) => {
      lookAt(codes, cell, turned, view);
      scanCodes(codes, { first, end, rows }, view, candidates);
    };
    return {
      reach: () => candidates.reach,
      compare: (cell) => scan(cell, starts[cell], starts[cell + 1]),
      compareRows: (kept) => byCell(kept, starts, (cell, first, end) => scan(cell, first, end, kept)),
      nearest: () => source.reading((row) => nearestOf(candidates.sorted(), positions, row, query, wanted)),
    };
  };
}

/** Parts of rising rows, a part a cell. */
function byCell(
  rows: Int32Array,
  starts: Int32Array,
  visit: (cell: number, first: number, end: number) => void,
): void {
  for (let first = 0, cell = 0; first < rows.length;) {
    while (starts[cell + 1] <= rows[first]) cell++;
    let end = first + 1;
    while (end < rows.length && rows[end] < starts[cell + 1]) end++;
    visit(cell, first, end);
    first = end;
  }
}

/** By whole rows, until none that is left can be nearer than the last of those found. */
function nearestOf(
  candidates: readonly Candidate[],
  positions: Int32Array,
  rowAt: (position: number) => Float32Array,
  query: Float32Array,
  wanted: number,
): Neighbour[] {
  const best = new Nearest(wanted);
  const found: Neighbour[] = [];
  for (const { row, atLeast } of candidates) {
    if (atLeast > 0 && atLeast ** 2 > best.limit) break;
    const position = positions[row];
    const square = squaredDistance(rowAt(position), 0, query);
    if (square < best.limit) best.add(square, position);
    found.push({ position, distance: Math.sqrt(square) });
  }
  found.sort((a, b) => a.distance - b.distance || a.position - b.position);
  return found.slice(0, wanted);
}
