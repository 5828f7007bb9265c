import { fail } from '../../../diagnostics/diagnostic.js';
import type { SafeTensor } from '../../safetensors.js';
import { writeTensorFile, type TensorFile } from '../../tensor-file.js';
import type { Cells, CodedCells, SortedRows, WholeCells } from './cells.js';
import { codesOf, codeTensors } from './code-tensors.js';
import { HEAD, type VectorTable } from './table.js';

/** A file of an index, and which embeddings it is of. */
export interface CellsFile {
  readonly file: string;
  /** SHA-256 of the file of embeddings. */
  readonly of: string;
}

/**
 * Writes an index, as a whole or not at all.
 *
 * @throws GiqError `file-not-writable`
 */
export async function writeCells({ file, of }: CellsFile, cells: Cells): Promise<void> {
  const { axes, centres, starts, positions, radii, course } = cells;
  const tensors = new Map<string, SafeTensor>([
    ['axes', { type: 'F64', shape: [centres.dimension, centres.dimension], data: axes }],
    ['starts', { type: 'I32', shape: [starts.length], data: starts }],
    ['positions', { type: 'I32', shape: [positions.length], data: positions }],
    ['radii', { type: 'F32', shape: [radii.length], data: radii }],
    ...tableTensors('centres', centres),
    ...('codes' in cells ? codeTensors(cells.codes) : tableTensors('rows', cells.rows)),
  ]);
  const { clustered, changed } = course;
  await writeTensorFile(file, tensors, { of, clustered: String(clustered), changed: String(changed) });
}

function tableTensors(name: string, { size, dimension, heads, tails }: VectorTable): [string, SafeTensor][] {
  return [
    [`${name}.heads`, { type: 'F32', shape: [size, HEAD], data: heads }],
    [`${name}.tails`, { type: 'F32', shape: [size, Math.max(0, dimension - HEAD)], data: tails }],
  ];
}

/**
 * What `writeCells` has written.
 *
 * @throws GiqError `tensors-damaged`, or `index-mismatch` when it belongs to other embeddings
 */
export function readCells(from: CellsFile, read: Read): Cells {
  const { file } = from;
  const { tensors } = read;
  const sorted = readLayout(from, read);
  const { dimension } = sorted.centres;
  const size = sorted.positions.length;
  return tensors.has('codes.heads')
    ? ({
        ...sorted,
        codes: codesOf(tensors, size, dimension, sorted.radii.length, file),
      } satisfies CodedCells)
    : ({ ...sorted, rows: tableOf('rows', size, dimension, tensors, file) } satisfies WholeCells);
}

type Tensors = TensorFile['tensors'];
type Read = Pick<TensorFile, 'tensors' | 'metadata'>;

/** Names of the tensors that tell of single rows: all but these are small. */
export const ROW_TENSORS = ['rows.heads', 'rows.tails', 'codes.heads', 'codes.tails'];

/**
 * Which rows are in which cells, without the rows themselves: `ROW_TENSORS` need not have been read.
 *
 * @throws GiqError `tensors-damaged`, or `index-mismatch` when it belongs to other embeddings
 */
export function readLayout({ file, of }: CellsFile, { tensors, metadata }: Read): SortedRows {
  if (metadata.of !== of) {
    const [found, expected] = ['cells of other embeddings', 'those of the world'];
    fail('index-mismatch', { file, found, expected });
  }
  const sorted = sortedOf(tensors, file);
  // Files that do not say it are older than cells that are kept.
  const { clustered = String(sorted.positions.length), changed = '0' } = metadata;
  return { ...sorted, course: { clustered: Number(clustered), changed: Number(changed) } };
}

function sortedOf(tensors: Tensors, file: string): Omit<SortedRows, 'course'> {
  const [axes, starts, positions, radii] = ['axes', 'starts', 'positions', 'radii'].map(
    (name) => tensors.get(name)?.data,
  );
  const typed =
    axes instanceof Float64Array &&
    starts instanceof Int32Array &&
    positions instanceof Int32Array &&
    radii instanceof Float32Array;
  if (!typed)
    return fail('tensors-damaged', {
      file,
      found: [...tensors.keys()].join(', '),
      expected: 'cells of an index',
    });
  const centres = tableOf('centres', radii.length, Math.sqrt(axes.length), tensors, file);
  return { axes, starts, positions, radii, centres };
}

function tableOf(name: string, size: number, dimension: number, tensors: Tensors, file: string): VectorTable {
  const [heads, tails] = ['heads', 'tails'].map((part) => tensors.get(`${name}.${part}`)?.data);
  const fits =
    heads instanceof Float32Array &&
    tails instanceof Float32Array &&
    heads.length === size * HEAD &&
    tails.length === size * Math.max(0, dimension - HEAD);
  if (fits) return { size, dimension, heads, tails };
  return fail('tensors-damaged', {
    file,
    found: `${name} of another size`,
    expected: `${size} × ${dimension}`,
  });
}
