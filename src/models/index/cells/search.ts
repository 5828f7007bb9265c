import type { Accept, LocalIndex, Neighbour } from '../../neighbours.js';
import type { CodedCells, SortedRows, WholeCells } from './cells.js';
import { compareCodes, type RowSource } from './compare-codes.js';
import { compareRows } from './compare-rows.js';
import type { Compare, Comparison } from './comparison.js';
import { Nearest } from './nearest.js';
import { scan } from './table.js';
import { turn } from './turn.js';

/** Cells that a search for one looks into, and how many more for each wanted: see docs/scale.md for what it finds. */
const PROBES = 28;
const PROBES_PER_RESULT = 0.4;

/** An index of embeddings in cells, with the rows in memory. */
export function cellsIndex(cells: WholeCells): LocalIndex {
  return indexOf(cells, () => compareRows(cells));
}

/**
 * The same with rows of 8 bits in memory: what may be nearest by them is compared with the rows in the file. Both find the
 * same.
 */
export function codedIndex(cells: CodedCells, source: RowSource): LocalIndex {
  return indexOf(cells, () => compareCodes(cells, source));
}

/**
 * A search looks into the cells whose centres are nearest, and passes over those that are too far away to hold anything
 * better. With `accept` every row that is accepted is compared, so that the answer is exact.
 */
function indexOf(cells: SortedRows, prepare: () => Compare): LocalIndex {
  const { axes, centres, positions } = cells;
  const { dimension } = centres;
  const accepted = rowsAccepted(positions);
  const compare = prepare();
  return {
    kind: 'cells',
    size: positions.length,
    dimension,
    search(queries, count, k, accept) {
      const kept = accept && accepted(accept);
      return Array.from({ length: count }, (_, i) => {
        const query = queries.subarray(i * dimension, (i + 1) * dimension);
        const turned = turn(query, axes);
        const begin = (wanted: number) => compare(query, turned, wanted);
        return kept ? among(kept, begin, k) : nearby(cells, turned, begin, k);
      });
    },
  };
}

/** The rows that a condition leaves; the same condition comes with every query of a retrieval. */
function rowsAccepted(positions: Int32Array): (accept: Accept) => Int32Array {
  const known = new WeakMap<Accept, Int32Array>();
  return (accept) => {
    const rows = known.get(accept) ?? positions.map((_, row) => row).filter((row) => accept(positions[row]));
    known.set(accept, rows);
    return rows;
  };
}

type Begin = (wanted: number) => Comparison;

function among(kept: Int32Array, begin: Begin, k: number): Neighbour[] {
  const comparison = begin(Math.min(k, kept.length));
  comparison.compareRows(kept);
  return comparison.nearest();
}

function nearby(cells: SortedRows, query: Float32Array, begin: Begin, k: number): Neighbour[] {
  const wanted = Math.min(k, cells.positions.length);
  const probes = Math.min(cells.centres.size, Math.ceil(PROBES + PROBES_PER_RESULT * wanted));
  const few = lookInto(cells, probes, query, begin(wanted));
  // Small cells may have held fewer than there are.
  const found = few.reach() === Infinity ? lookInto(cells, cells.centres.size, query, begin(wanted)) : few;
  return found.nearest();
}

function lookInto(
  { centres, radii }: SortedRows,
  probes: number,
  query: Float32Array,
  comparison: Comparison,
): Comparison {
  for (const { position: cell, distance } of nearestCentres(centres, query, probes))
    if (distance - radii[cell] < comparison.reach()) comparison.compare(cell);
  return comparison;
}

function nearestCentres(centres: SortedRows['centres'], query: Float32Array, count: number): Neighbour[] {
  const nearest = new Nearest(count);
  scan(centres, 0, centres.size, query, nearest);
  return nearest.sorted();
}
