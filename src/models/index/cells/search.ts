import type { Accept, LocalIndex, Neighbour } from '../../neighbours.js';
import { turn, type Cells } from './build.js';
import { Nearest } from './nearest.js';
import { scan, scanRows } from './table.js';

/** Cells that a search for one looks into, and how many more for each wanted: see docs/scale.md for what it finds. */
const PROBES = 28;
const PROBES_PER_RESULT = 0.4;

/**
 * An index of embeddings in cells. A search looks into the cells whose centres are nearest, and passes over those that
 * are too far away to hold anything better. With `accept` every row that is accepted is compared, so that the answer is
 * exact.
 */
export function cellsIndex(cells: Cells): LocalIndex {
  const { rows, positions } = cells;
  const { size, dimension } = rows;
  const accepted = rowsAccepted(positions);
  return {
    kind: 'cells',
    size,
    dimension,
    search(queries, count, k, accept) {
      const kept = accept && accepted(accept);
      return Array.from({ length: count }, (_, i) => {
        const query = turn(queries.subarray(i * dimension, (i + 1) * dimension), cells.axes);
        const found = kept ? among(cells, kept, query, k) : nearby(cells, query, k);
        return found.sorted();
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

function among({ rows, positions }: Cells, kept: Int32Array, query: Float32Array, k: number): Nearest {
  const nearest = new Nearest(Math.min(k, kept.length));
  scanRows(rows, kept, query, nearest, positions);
  return nearest;
}

function nearby(cells: Cells, query: Float32Array, k: number): Nearest {
  const wanted = Math.min(k, cells.rows.size);
  const probes = Math.min(cells.centres.size, Math.ceil(PROBES + PROBES_PER_RESULT * wanted));
  const found = lookInto(cells, probes, query, wanted);
  // Small cells may have held fewer than there are.
  return found.limit === Infinity ? lookInto(cells, cells.centres.size, query, wanted) : found;
}

function lookInto(
  { centres, starts, rows, positions, radii }: Cells,
  probes: number,
  query: Float32Array,
  wanted: number,
): Nearest {
  const nearest = new Nearest(wanted);
  for (const { position: cell, distance } of nearestCentres(centres, query, probes)) {
    if ((distance - radii[cell]) ** 2 >= nearest.limit && distance > radii[cell]) continue;
    scan(rows, starts[cell], starts[cell + 1], query, nearest, positions);
  }
  return nearest;
}

function nearestCentres(centres: Cells['centres'], query: Float32Array, count: number): Neighbour[] {
  const nearest = new Nearest(count);
  scan(centres, 0, centres.size, query, nearest);
  return nearest.sorted();
}
