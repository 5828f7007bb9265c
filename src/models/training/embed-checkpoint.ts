import { open, writeFile, type FileHandle } from 'node:fs/promises';
import { orNotWritable } from '../../archive/atomic-write.js';
import { fail } from '../../diagnostics/diagnostic.js';

/** A file of the first rows of an archive. */
export interface PartialFile {
  readonly path: string;
  /** Says what the rows are of, for example hashes of archive and encoder: with another key the work starts anew. */
  readonly key: string;
}

/** Rows of all observations, of which the first `done` are known. */
export interface EmbeddedRows {
  done: number;
  readonly dimension: number;
  readonly parameters: readonly string[];
  /** observations × dimension, C order. */
  readonly embeddings: Float32Array;
  /** observations × side × side, C order. */
  readonly thumbnails: Int8Array;
  /** observations × parameters, C order. */
  readonly values: Float64Array;
}

/** Rows that are read at once. */
const BLOCK = 4096;

/**
 * Adds the rows from `first` to those that are done to the file, which begins with a line that says what it is of. A
 * checkpoint takes as long as its own rows do, however many there are already; a row that a kill has cut in two is
 * written again by the next run.
 *
 * @throws GiqError `file-not-writable`
 */
export async function writeRows(
  { path, key }: PartialFile,
  rows: EmbeddedRows,
  first: number,
): Promise<void> {
  const header = headerOf(key, rows);
  await orNotWritable(path, async () => {
    if (first === 0) await writeFile(path, header);
    await writeAt(path, bytesOf(rows, first), header.length + first * rowBytes(rows));
  });
}

async function writeAt(path: string, bytes: Buffer, position: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.write(bytes, 0, bytes.length, position);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/**
 * Fills in the rows of a partial file, where there is one of the same work.
 *
 * @throws GiqError `tensors-damaged`
 */
export async function readRows({ path, key }: PartialFile, rows: EmbeddedRows): Promise<void> {
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return;
  try {
    const header = headerOf(key, rows);
    if (!(await beginsWith(file, header, path))) return;
    for (let count = BLOCK; count === BLOCK; rows.done += count)
      count = await readBlock(file, header.length, rows);
  } finally {
    await file.close();
  }
}

async function beginsWith(file: FileHandle, header: Buffer, path: string): Promise<boolean> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(header.length), 0, header.length, 0);
  if (bytesRead > 0 && buffer[0] !== header[0])
    fail('tensors-damaged', { file: path, found: 'something else', expected: 'the rows of an index' });
  return buffer.equals(header);
}

/** Reads the next rows; how many there were. */
async function readBlock(file: FileHandle, start: number, rows: EmbeddedRows): Promise<number> {
  const width = rowBytes(rows);
  const room = Math.min(BLOCK, rows.embeddings.length / rows.dimension - rows.done);
  const bytes = Buffer.alloc(room * width);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, start + rows.done * width);
  const count = Math.floor(bytesRead / width);
  for (let row = 0; row < count; row++) {
    const at = partsOf(rows, rows.done + row);
    let offset = row * width;
    for (const part of at) {
      part.set(bytes.subarray(offset, offset + part.length));
      offset += part.length;
    }
  }
  return count;
}

function bytesOf(rows: EmbeddedRows, first: number): Buffer {
  const parts: Uint8Array[] = [];
  for (let row = first; row < rows.done; row++) parts.push(...partsOf(rows, row));
  return Buffer.concat(parts);
}

/** The bytes of a row, where they are in memory. */
function partsOf(
  { dimension, parameters, embeddings, thumbnails, values }: EmbeddedRows,
  row: number,
): Uint8Array[] {
  const area = areaOf({ dimension, embeddings, thumbnails });
  const bytes = (of: Float32Array | Float64Array | Int8Array, width: number) =>
    new Uint8Array(
      of.buffer,
      of.byteOffset + row * width * of.BYTES_PER_ELEMENT,
      width * of.BYTES_PER_ELEMENT,
    );
  return [bytes(embeddings, dimension), bytes(values, parameters.length), bytes(thumbnails, area)];
}

const areaOf = ({
  dimension,
  embeddings,
  thumbnails,
}: Pick<EmbeddedRows, 'dimension' | 'embeddings' | 'thumbnails'>) =>
  (thumbnails.length * dimension) / embeddings.length;

const rowBytes = (rows: EmbeddedRows) => 4 * rows.dimension + 8 * rows.parameters.length + areaOf(rows);

/** A line of JSON; its first letter tells such a file from others. */
function headerOf(key: string, { embeddings, dimension, parameters }: EmbeddedRows): Buffer {
  const observations = embeddings.length / dimension;
  return Buffer.from(`${JSON.stringify({ key, observations, dimension, parameters })}\n`);
}
