/** Cells that are kept when rows come and go, until so many have that they would not be found like this any more. */
import type { Embeddings } from '../exact.js';
import type { Course, Layout, SortedRows } from './cells.js';
import { inSteps, type Work } from './in-steps.js';
import { Nearest } from './nearest.js';
import { scan } from './table.js';
import { turnedRow } from './turn.js';

/** Rows, and where they are. */
export interface RowsInCells {
  readonly layout: Layout;
  /** The cell of each row. */
  readonly cells: Int32Array;
}

/** Rows as they are now in cells as they were; rows that are new have none yet, which is `NEW`. */
export type EarlierCells = RowsInCells;

const NEW = -1;

/** Of the rows that there were when cells were found, so many may come or go before they are found anew. */
const SHARE_CHANGED = 1 / 5;

/** Rows between two looks at the signal: each is compared with some thousand centres. */
const CHUNK = 512;

/**
 * Finds rows in the cells that they were in before.
 *
 * @param before keys of the rows of `sorted` by position, two numbers a row
 * @param now keys of the rows that there are now, in their order
 * @returns nothing where a fifth of the rows has come or gone since the cells were found
 */
export function keepCells(
  sorted: SortedRows,
  before: ArrayLike<number>,
  now: ArrayLike<number>,
): EarlierCells | undefined {
  const { axes, centres } = sorted;
  const cells = cellsNow(cellsByPosition(sorted), before, now);
  const stayed = cells.reduce((count, cell) => count + Number(cell !== NEW), 0);
  const come = cells.length - stayed;
  const gone = sorted.positions.length - stayed;
  const course = { ...sorted.course, changed: sorted.course.changed + come + gone };
  return isTooOld(course) ? undefined : { layout: { course, axes, centres }, cells };
}

const isTooOld = ({ clustered, changed }: Course): boolean => !(changed < SHARE_CHANGED * clustered);

function cellsByPosition({ starts, positions }: SortedRows): Int32Array {
  const cells = new Int32Array(positions.length);
  for (let cell = 0; cell + 1 < starts.length; cell++)
    for (let row = starts[cell]; row < starts[cell + 1]; row++) cells[positions[row]] = cell;
  return cells;
}

function cellsNow(cells: Int32Array, before: ArrayLike<number>, now: ArrayLike<number>): Int32Array {
  const keyAt = (keys: ArrayLike<number>, row: number) => `${keys[2 * row]} ${keys[2 * row + 1]}`;
  const known = new Map(Array.from(cells, (cell, position) => [keyAt(before, position), cell]));
  return Int32Array.from({ length: now.length / 2 }, (_, row) => known.get(keyAt(now, row)) ?? NEW);
}

/**
 * Puts new rows into the cells whose centres are nearest to them; the others stay where they are.
 *
 * @throws GiqError `cancelled`
 */
export async function placeNew(
  of: Embeddings,
  { layout, cells: earlier }: EarlierCells,
  { signal, onProgress }: Work,
): Promise<RowsInCells> {
  const { axes, centres } = layout;
  const cells = earlier.slice();
  const fresh = Array.from(cells.keys()).filter((row) => cells[row] === NEW);
  await inSteps(fresh.length, CHUNK, signal, (first, end) => {
    for (const row of fresh.slice(first, end)) {
      const nearest = new Nearest(1);
      scan(centres, 0, centres.size, turnedRow(of, row, axes), nearest);
      cells[row] = nearest.sorted()[0].position;
    }
    onProgress?.(end, 2 * cells.length);
  });
  return { layout, cells };
}
