import { numberOf, textOf } from './header.js';
import type { Header } from './header.js';
import type { Hdu } from './hdus.js';
import { readNumbers } from './numbers.js';
import type { Refuse } from './rice.js';

/** One column of a binary table; `type` is its TFORM letter, and that of its heap elements where it has such. */
interface Column {
  readonly offset: number;
  readonly repeat: number;
  readonly type: string;
  readonly elementType: string;
}

/** The rows of a binary table and the heap behind them. */
export interface Table {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Column>;
  readonly rowBytes: number;
  readonly data: Uint8Array;
  readonly heapStart: number;
}

const TFORM = /^(\d*)([LXBIJKAEDCMPQ])([LXBIJKAEDCM]?)/;
const BITPIX_OF: Readonly<Record<string, number>> = { B: 8, I: 16, J: 32, K: 64, E: -32, D: -64 };
const BYTES_OF: Readonly<Record<string, number>> = {
  L: 1,
  B: 1,
  A: 1,
  X: 1 / 8,
  I: 2,
  J: 4,
  E: 4,
  K: 8,
  D: 8,
  C: 8,
  P: 8,
  M: 16,
  Q: 16,
};

/** The table of an HDU whose data are known to be complete. */
export function openTable(bytes: Uint8Array, hdu: Hdu, refuse: Refuse): Table {
  const { header, dataStart, dataSize } = hdu;
  const rowBytes = numberOf(header, 'NAXIS1', 0);
  const rows = numberOf(header, 'NAXIS2', 0);
  const columns = readColumns(header, refuse);
  const used = Math.max(
    0,
    ...[...columns.values()].map(({ offset, repeat, type }) => offset + repeat * BYTES_OF[type]!),
  );
  if (used > rowBytes) refuse(`its columns take ${used} bytes of rows of ${rowBytes}`);
  if (!(rows >= 0 && rows * rowBytes <= dataSize))
    refuse(`${rows} rows of ${rowBytes} bytes do not fit into its table`);
  const heapStart = numberOf(header, 'THEAP', rowBytes * rows);
  return { rows, columns, rowBytes, data: bytes.subarray(dataStart, dataStart + dataSize), heapStart };
}

function readColumns(header: Header, refuse: Refuse): Map<string, Column> {
  const columns = new Map<string, Column>();
  const count = Math.min(numberOf(header, 'TFIELDS', 0), 999);
  let offset = 0;
  for (let index = 1; index <= count; index++) {
    const [, repeatText, type, elementType] = TFORM.exec(textOf(header, `TFORM${index}`) ?? '') ?? [];
    if (type === undefined) return refuse(`its column ${index} has no usable TFORM`);
    const repeat = repeatText === '' ? 1 : Number(repeatText);
    const name = textOf(header, `TTYPE${index}`)?.toUpperCase() ?? `column ${index}`;
    columns.set(name, { offset, repeat, type, elementType: elementType! });
    offset += Math.ceil(repeat * BYTES_OF[type]!);
  }
  return columns;
}

/** The bytes of a cell: those of the heap for a variable-length column; undefined where the table has no such column. */
export function cellBytes(table: Table, name: string, row: number, refuse: Refuse): Uint8Array | undefined {
  const column = table.columns.get(name);
  if (!column) return undefined;
  const start = row * table.rowBytes + column.offset;
  const isVariable = column.type === 'P' || column.type === 'Q';
  if (!isVariable)
    return table.data.subarray(start, start + Math.ceil(column.repeat * BYTES_OF[column.type]!));
  if (column.repeat === 0) return new Uint8Array(0);
  return heapBytes(table, column, start, refuse);
}

function heapBytes(table: Table, column: Column, start: number, refuse: Refuse): Uint8Array {
  const descriptor = table.data.subarray(start, start + BYTES_OF[column.type]!);
  const [count, offset] = readNumbers(descriptor, column.type === 'P' ? 32 : 64, 2);
  const from = table.heapStart + offset!;
  const size = Math.ceil(count! * (BYTES_OF[column.elementType] ?? 1));
  const isInside = count! >= 0 && from >= 0 && from + size <= table.data.length;
  if (!isInside) return refuse(`a row of its table points to ${size} bytes at ${from}, outside of its heap`);
  return table.data.subarray(from, from + size);
}

/** The number in a cell of a numeric column; undefined where the table has no such column. */
export function cellNumber(table: Table, name: string, row: number): number | undefined {
  const column = table.columns.get(name);
  const bitpix = column && BITPIX_OF[column.type];
  if (bitpix === undefined || column!.repeat < 1) return undefined;
  return readNumbers(table.data.subarray(row * table.rowBytes + column!.offset), bitpix, 1)[0];
}
