import type { WholeCells } from './cells.js';
import { Nearest } from './nearest.js';
import type { Compare } from './comparison.js';
import { scan, scanRows } from './table.js';

/** Compares queries with the rows of cells as they are. */
export function compareRows({ rows, starts, positions }: WholeCells): Compare {
  return (_query, turned, wanted) => {
    const nearest = new Nearest(wanted);
    return {
      reach: () => (nearest.limit === Infinity ? Infinity : Math.sqrt(Math.max(0, nearest.limit))),
      compare: (cell) => scan(rows, starts[cell], starts[cell + 1], turned, nearest, positions),
      compareRows: (kept) => scanRows(rows, kept, turned, nearest, positions),
      nearest: () => nearest.sorted(),
    };
  };
}
