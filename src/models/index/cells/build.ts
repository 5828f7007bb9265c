import type { Embeddings } from '../exact.js';
import type { CodedCells, WholeCells } from './cells.js';
import { cellOf, findCentres } from './clustering.js';
import type { EarlierCells, RowsInCells } from './earlier.js';
import { placeNew } from './earlier.js';
import { inSteps, type Work } from './in-steps.js';
import { codeRows, copyRows } from './sort-rows.js';
import { axesOf, turnedRow, turnedTable } from './turn.js';

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
 * @param earlier cells to be kept, and which rows are in them; all are found anew by default
 * @throws GiqError `cancelled`
 */
export async function buildCells(
  of: Embeddings,
  work: Work = {},
  earlier?: EarlierCells,
): Promise<WholeCells> {
  const { layout, cells } = await (earlier ? placeNew(of, earlier, work) : findCells(of, work));
  return copyRows(of, layout, cells, secondHalf(work));
}

/**
 * The same with rows of 8 bits a number, a quarter of the memory.
 *
 * @throws GiqError `cancelled`
 */
export async function buildCodedCells(
  of: Embeddings,
  work: Work = {},
  earlier?: EarlierCells,
): Promise<CodedCells> {
  const { layout, cells } = await (earlier ? placeNew(of, earlier, work) : findCells(of, work));
  return codeRows(of, layout, cells, secondHalf(work));
}

async function findCells(of: Embeddings, { signal, onProgress }: Work): Promise<RowsInCells> {
  const size = of.embeddings.length / of.dimension;
  const sample = sampleOf(of);
  const axes = axesOf(sample);
  const centres = findCentres(turnedTable(sample, axes), CELLS_PER_ROOT * Math.sqrt(size));
  const cells = new Int32Array(size);
  await inSteps(size, CHUNK, signal, (first, end) => {
    for (let row = first; row < end; row++) cells[row] = cellOf(turnedRow(of, row, axes), centres);
    onProgress?.(end, 2 * size);
  });
  const course = { clustered: size, changed: 0 };
  return { layout: { course, axes, centres: centres.cells }, cells };
}

function secondHalf({ signal, onProgress }: Work): Work {
  return {
    ...(signal && { signal }),
    ...(onProgress && { onProgress: (done, total) => onProgress(total + done, 2 * total) }),
  };
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
