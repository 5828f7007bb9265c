/** Rows put into their cells. */
import type { Embeddings } from '../exact.js';
import type { CodedCells, Layout, SortedRows, WholeCells } from './cells.js';
import { codeCell, emptyCodes } from './codes.js';
import { inSteps, type Work } from './in-steps.js';
import { emptyTable, rowAt, setRow } from './table.js';
import { turnedRow } from './turn.js';

/** Cells between two looks at the signal: some thousand rows. */
const CHUNK = 16;

/** @param cells the cell of each row of the embeddings */
export async function copyRows(
  of: Embeddings,
  layout: Layout,
  cells: Int32Array,
  work: Work,
): Promise<WholeCells> {
  const rows = emptyTable(cells.length, of.dimension);
  const sorted = await sortRows(of, layout, cells, work, (_cell, first, vectors) =>
    vectors.forEach((vector, index) => setRow(rows, first + index, vector)),
  );
  return { ...sorted, rows };
}

/** @param cells the cell of each row of the embeddings */
export async function codeRows(
  of: Embeddings,
  layout: Layout,
  cells: Int32Array,
  work: Work,
): Promise<CodedCells> {
  const codes = emptyCodes(cells.length, of.dimension, layout.centres.size);
  const sorted = await sortRows(of, layout, cells, work, (cell, first, vectors) =>
    codeCell(codes, cell, first, vectors),
  );
  return { ...sorted, codes };
}

type Fill = (cell: number, first: number, vectors: readonly Float32Array[]) => void;

async function sortRows(
  of: Embeddings,
  { axes, centres, course }: Layout,
  cells: Int32Array,
  { signal, onProgress }: Work,
  fill: Fill,
): Promise<SortedRows> {
  const { starts, positions } = sortByCell(cells, centres.size);
  const radii = new Float32Array(centres.size);
  await inSteps(centres.size, CHUNK, signal, (firstCell, end) => {
    for (let cell = firstCell; cell < end; cell++) {
      const rows = positions.subarray(starts[cell], starts[cell + 1]);
      const vectors = Array.from(rows, (position) => turnedRow(of, position, axes));
      fill(cell, starts[cell], vectors);
      radii[cell] = radiusOf(rowAt(centres, cell), vectors);
    }
    onProgress?.(starts[end], cells.length);
  });
  return { course, axes, centres, starts, positions, radii };
}

/** A counting sort: cells one after the other, positions rising in each. */
function sortByCell(cells: Int32Array, count: number): Pick<SortedRows, 'starts' | 'positions'> {
  const starts = new Int32Array(count + 1);
  for (const cell of cells) starts[cell + 1]++;
  for (let cell = 0; cell < count; cell++) starts[cell + 1] += starts[cell];
  const next = starts.slice(0, count);
  const positions = new Int32Array(cells.length);
  cells.forEach((cell, position) => (positions[next[cell]++] = position));
  return { starts, positions };
}

function radiusOf(centre: Float32Array, vectors: readonly Float32Array[]): number {
  let largest = 0;
  for (const vector of vectors) {
    let square = 0;
    for (let j = 0; j < vector.length; j++) square += (vector[j] - centre[j]) ** 2;
    largest = Math.max(largest, square);
  }
  return Math.sqrt(largest);
}
