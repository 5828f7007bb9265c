import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { fail } from '../../diagnostics/diagnostic.js';
import { readBytes } from '../readers/file.js';
import { stemOf } from '../readers/file-name.js';
import type { RawImage } from '../readers/image.js';
import { checkDimensions } from '../readers/limits.js';
import { decodeNpy } from '../readers/npy.js';
import type { NpyHeader } from '../readers/npy-header.js';
import { parseNpyHeader } from '../readers/npy-header.js';
import type { NumberType } from '../readers/npy-numbers.js';
import { findNumberType, NUMBER_TYPES } from '../readers/npy-numbers.js';
import { stackOf, type ImageStack, type StackOptions } from './stack.js';

/** Headers are padded to a multiple of 64 bytes and in practice have 128. */
const HEADER_MOST = 65_536;

/**
 * Opens an NPY file [height, width] or [images, height, width] in C order, of which images are read one at a time, so that the file
 * may be larger than memory.
 *
 * @throws GiqError `file-damaged`, `file-truncated`, `no-image`, `file-feature-unsupported`
 */
export async function openNpy(path: string, options: StackOptions = {}): Promise<ImageStack> {
  const file = await open(path, 'r');
  try {
    const header = await readHeader(file, path);
    const type = findNumberType(header.descriptor);
    if (!type) return refuseType(header, path);
    if (header.isFortran) return await readWhole(file, path, options);
    const [height, width] = header.shape.slice(-2);
    const count = header.shape.length === 3 ? header.shape[0] : 1;
    if (header.shape.length !== 2 && header.shape.length !== 3)
      fail('no-image', { file: path, found: `an array of shape [${header.shape.join(', ')}]` });
    const { size } = await file.stat();
    checkDimensions(path, width, height, size);
    const expected = header.dataStart + count * width * height * type.size;
    if (expected > size) fail('file-truncated', { file: path, what: 'the array', expected, found: size });
    const read = async (position: number): Promise<RawImage> => {
      const id = header.shape.length === 2 ? stemOf(path) : `${stemOf(path)}[${position}]`;
      const start = header.dataStart + position * width * height * type.size;
      const values = await readValues(file, start, width * height, type, options.gaussPerUnit ?? 1);
      return { id, values, width, height, rowZero: options.rowZero ?? 'north', meta: {}, warnings: [] };
    };
    return { count, read, close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readHeader(file: FileHandle, path: string): Promise<NpyHeader> {
  const bytes = new Uint8Array(HEADER_MOST);
  const { bytesRead } = await file.read(bytes, 0, HEADER_MOST, 0);
  return parseNpyHeader(bytes.subarray(0, bytesRead), path);
}

async function readValues(
  file: FileHandle,
  start: number,
  count: number,
  { size, read, isLittleEndian }: NumberType,
  unit: number,
): Promise<Float32Array> {
  const bytes = new Uint8Array(count * size);
  await file.read(bytes, 0, bytes.length, start);
  const view = new DataView(bytes.buffer);
  const values = new Float32Array(count);
  for (let index = 0; index < count; index++) values[index] = unit * read(view, index * size, isLittleEndian);
  return values;
}

/** In Fortran order the pixels of an image lie apart: such a stack has to fit into memory. */
async function readWhole(file: FileHandle, path: string, options: StackOptions): Promise<ImageStack> {
  await file.close();
  return stackOf(decodeNpy(await readBytes(path), path, options));
}

function refuseType({ descriptor }: NpyHeader, file: string): never {
  return fail('file-feature-unsupported', {
    file,
    found: `an array of type \`${descriptor}\``,
    expected: `real numbers (${NUMBER_TYPES})`,
  });
}
