import { setImmediate as breathe } from 'node:timers/promises';
import { fail } from '../../../diagnostics/diagnostic.js';
import { columnMeans, covariance } from '../../../numeric/covariance.js';
import { symmetricEigen } from '../../../numeric/symmetric-eigen.js';
import type { ChunkOptions } from '../../run-in-chunks.js';
import type { Embeddings } from '../exact.js';
import { cellOf, findCentres, type Centres } from './clustering.js';
import { emptyTable, HEAD, rowAt, setRow, type VectorTable } from './table.js';

/** Embeddings sorted into cells. Rows are turned, which changes no distance. */
export interface Cells {
  /** dimension × dimension: axes as rows, those along which the embeddings vary most first. */
  readonly axes: Float64Array;
  /** Centres of the cells. */
  readonly centres: VectorTable;
  /** Where the rows of each cell begin, and after the last where they end. */
  readonly starts: Int32Array;
  /** The position in the archive of each row. */
  readonly positions: Int32Array;
  /** Rows, cell by cell. */
  readonly rows: VectorTable;
  /** Distance of each cell's farthest row from its centre. */
  readonly radii: Float32Array;
}

/** Rows that the axes and centres are found by. */
const SAMPLE = 65_536;
/** Cells: as many times the square root of the rows. A query looks at some of both. */
const CELLS_PER_ROOT = 4;
/** Rows between two looks at the signal. */
const CHUNK = 4096;

/**
 * Sorts embeddings into cells around centres, to be searched cell by cell ("inverted file"; Jégou, Douze and Schmid 2011,
 * IEEE TPAMI 33, 117, section IV, with whole vectors in the place of codes).
 *
 * @throws GiqError `cancelled`
 */
export async function buildCells(
  of: Embeddings,
  { signal, onProgress }: Pick<ChunkOptions, 'signal' | 'onProgress'> = {},
): Promise<Cells> {
  const { dimension } = of;
  const size = of.embeddings.length / dimension;
  const sample = sampleOf(of);
  const axes = axesOf(sample);
  const found = findCentres(turnedTable(sample, axes), CELLS_PER_ROOT * Math.sqrt(size));
  const cells = new Int32Array(size);
  await inChunks(
    size,
    signal,
    (row) => (cells[row] = cellOf(turnedRow(of, row, axes), found)),
    (done) => onProgress?.(done, 2 * size),
  );
  const { starts, positions } = sortByCell(cells, found.cells.size);
  const rows = emptyTable(size, dimension);
  const fill = (place: number) => setRow(rows, place, turnedRow(of, positions[place], axes));
  await inChunks(size, signal, fill, (done) => onProgress?.(size + done, 2 * size));
  return { axes, centres: found.cells, starts, positions, rows, radii: radiiOf(found, starts, rows) };
}

async function inChunks(
  size: number,
  signal: AbortSignal | undefined,
  work: (index: number) => void,
  report: (done: number) => void,
): Promise<void> {
  for (let first = 0; first < size; first += CHUNK) {
    if (signal?.aborted) fail('cancelled', {});
    const end = Math.min(first + CHUNK, size);
    for (let index = first; index < end; index++) work(index);
    report(end);
    await breathe();
  }
}

/** Evenly spaced rows. */
function sampleOf({ embeddings, dimension }: Embeddings): Embeddings {
  const size = embeddings.length / dimension;
  const count = Math.min(SAMPLE, size);
  const sample = new Float32Array(count * dimension);
  for (let row = 0; row < count; row++) {
    const first = Math.floor((row * size) / count) * dimension;
    sample.set(embeddings.subarray(first, first + dimension), row * dimension);
  }
  return { embeddings: sample, dimension };
}

/** Principal axes. */
function axesOf({ embeddings: values, dimension }: Embeddings): Float64Array {
  const rows = { values, dimension };
  const spread =
    values.length > dimension ? covariance(rows, columnMeans(rows)) : new Float64Array(dimension ** 2);
  const axes = new Float64Array(dimension * dimension);
  symmetricEigen(spread, dimension).vectors.forEach((axis, index) => axes.set(axis, index * dimension));
  return axes;
}

/** A row along the axes; at least HEAD numbers, with zeros where there are fewer. */
export function turn(vector: Float32Array, axes: Float64Array): Float32Array {
  const dimension = vector.length;
  const turned = new Float32Array(Math.max(HEAD, dimension));
  for (let axis = 0, offset = 0; axis < dimension; axis++, offset += dimension) {
    let [even, odd] = [0, 0];
    let j = 0;
    for (; j + 1 < dimension; j += 2) {
      even += axes[offset + j] * vector[j];
      odd += axes[offset + j + 1] * vector[j + 1];
    }
    turned[axis] = even + odd + (j < dimension ? axes[offset + j] * vector[j] : 0);
  }
  return turned;
}

function turnedRow({ embeddings, dimension }: Embeddings, row: number, axes: Float64Array): Float32Array {
  return turn(embeddings.subarray(row * dimension, (row + 1) * dimension), axes);
}

function turnedTable(of: Embeddings, axes: Float64Array): VectorTable {
  const size = of.embeddings.length / of.dimension;
  const table = emptyTable(size, of.dimension);
  for (let row = 0; row < size; row++) setRow(table, row, turnedRow(of, row, axes));
  return table;
}

/** A counting sort: cells one after the other, positions rising in each. */
function sortByCell(cells: Int32Array, count: number): Pick<Cells, 'starts' | 'positions'> {
  const starts = new Int32Array(count + 1);
  for (const cell of cells) starts[cell + 1]++;
  for (let cell = 0; cell < count; cell++) starts[cell + 1] += starts[cell];
  const next = starts.slice(0, count);
  const positions = new Int32Array(cells.length);
  cells.forEach((cell, position) => (positions[next[cell]++] = position));
  return { starts, positions };
}

function radiiOf({ cells }: Centres, starts: Int32Array, rows: VectorTable): Float32Array {
  return Float32Array.from({ length: cells.size }, (_, cell) => {
    const centre = rowAt(cells, cell);
    let largest = 0;
    for (let row = starts[cell]; row < starts[cell + 1]; row++) {
      const vector = rowAt(rows, row);
      largest = Math.max(
        largest,
        vector.reduce((sum, value, j) => sum + (value - centre[j]) ** 2, 0),
      );
    }
    return Math.sqrt(largest);
  });
}
