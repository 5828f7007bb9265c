import type { Neighbour } from '../../neighbours.js';

/** What one query finds, as cell after cell is compared with it. */
export interface Comparison {
  /** Rows that are farther away are of no use any more. */
  reach(): number;
  /** Compares the rows of a cell. */
  compare(cell: number): void;
  /** Compares some rows; in rising order. */
  compareRows(rows: Int32Array): void;
  /** The nearest, nearest first, ties by position; all of them when there were fewer. */
  nearest(): Neighbour[];
}

/**
 * Begins the comparison with one query.
 *
 * @param query as it was asked
 * @param turned along the axes
 * @param wanted how many of the nearest are to be found
 */
export type Compare = (query: Float32Array, turned: Float32Array, wanted: number) => Comparison;
