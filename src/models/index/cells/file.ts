import type { FileHandle } from 'node:fs/promises';
import { writeAtomicallyBy } from '../../../archive/atomic-write.js';
import { fail } from '../../../diagnostics/diagnostic.js';
import { readSafetensors, safetensorsHeader, type SafeTensor } from '../../safetensors.js';
import type { Cells } from './build.js';
import { HEAD, type VectorTable } from './table.js';

/** A file of an index, and which embeddings it is of. */
export interface CellsFile {
  readonly file: string;
  /** SHA-256 of the file of embeddings. */
  readonly of: string;
}

/** Bytes that are written at once. */
const BLOCK = 1 << 26;

/**
 * Writes an index, as a whole or not at all; tensor by tensor, because a copy of all of it in memory would be too much.
 *
 * @throws GiqError `file-not-writable`
 */
export async function writeCells({ file: path, of }: CellsFile, cells: Cells): Promise<void> {
  const tensors = tensorsOf(cells);
  await writeAtomicallyBy(path, async (file) => {
    await writeWhole(file, safetensorsHeader(tensors, { of }));
    for (const { data } of tensors.values())
      await writeWhole(file, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  });
}

async function writeWhole(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let first = 0; first < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, first, Math.min(BLOCK, bytes.length - first));
    first += bytesWritten;
  }
}

/**
 * Reads an index that `writeCells` has written.
 *
 * @throws GiqError `tensors-damaged`, or `index-mismatch` when it belongs to other embeddings
 */
export function readCells({ file: path, of }: CellsFile, bytes: Uint8Array): Cells {
  const { tensors, metadata } = readSafetensors(bytes, path);
  if (metadata.of !== of)
    fail('index-mismatch', {
      file: path,
      found: 'cells of other embeddings',
      expected: 'those of the world',
    });
  const { axes, starts, positions, radii } = Object.fromEntries(
    [...tensors].map(([name, { data }]) => [name, data]),
  );
  if (
    axes instanceof Float64Array &&
    starts instanceof Int32Array &&
    positions instanceof Int32Array &&
    radii instanceof Float32Array
  ) {
    const dimension = Math.sqrt(axes.length);
    const centres = tableOf('centres', radii.length, dimension, tensors, path);
    return {
      axes,
      starts,
      positions,
      radii,
      centres,
      rows: tableOf('rows', positions.length, dimension, tensors, path),
    };
  }
  return fail('tensors-damaged', {
    file: path,
    found: [...tensors.keys()].join(', '),
    expected: 'cells of an index',
  });
}

function tensorsOf({ axes, centres, starts, positions, rows, radii }: Cells): Map<string, SafeTensor> {
  const tail = rows.tails.length / Math.max(1, rows.size);
  const tensor = (type: 'F64' | 'F32' | 'I32', data: SafeTensor['data'], width = 1): SafeTensor => ({
    type,
    data,
    shape: [data.length / width, width],
  });
  return new Map([
    ['axes', tensor('F64', axes, rows.dimension)],
    ['starts', tensor('I32', starts)],
    ['positions', tensor('I32', positions)],
    ['radii', tensor('F32', radii)],
    ['centres.heads', tensor('F32', centres.heads, HEAD)],
    ['centres.tails', tensor('F32', centres.tails, Math.max(1, tail))],
    ['rows.heads', tensor('F32', rows.heads, HEAD)],
    ['rows.tails', tensor('F32', rows.tails, Math.max(1, tail))],
  ]);
}

function tableOf(
  name: string,
  size: number,
  dimension: number,
  tensors: ReadonlyMap<string, SafeTensor>,
  file: string,
): VectorTable {
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
