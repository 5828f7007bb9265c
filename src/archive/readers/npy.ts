import { fail } from '../../diagnostics/diagnostic.js';
import { stemOf } from './file-name.js';
import type { ImageFormat, RawImage, ReadOptions } from './image.js';
import { checkDimensions } from './limits.js';
import { findNumberType, NUMBER_TYPES } from './npy-numbers.js';
import type { NumberType } from './npy-numbers.js';
import { parseNpyHeader } from './npy-header.js';

const MAGIC = '\x93NUMPY';

export const npy: ImageFormat = {
  name: 'NPY',
  endings: ['npy'],
  matches: (bytes) => Buffer.from(bytes.subarray(0, 6)).toString('latin1') === MAGIC,
  decode: decodeNpy,
};

/** An array of any number of dimensions in C order: the last index runs fastest. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/**
 * Decodes an image [height, width] or a stack [images, height, width] into gauss. Row 0 is north.
 *
 * @param file name of the file, for messages and ids
 * @throws GiqError when the bytes are no whole NPY file or hold no image
 */
export function decodeNpy(bytes: Uint8Array, file: string, options: ReadOptions = {}): RawImage[] {
  const { shape, values } = decodeNpyArray(bytes, file);
  const [height, width] = shape.slice(-2) as [number, number];
  const isImages = (shape.length === 2 || shape.length === 3) && values.length > 0;
  if (!isImages) fail('no-image', { file, found: `an array of shape [${shape.join(', ')}]` });
  checkDimensions(file, width, height, bytes.length);
  const unit = options.gaussPerUnit ?? 1;
  if (unit !== 1) values.forEach((value, index) => (values[index] = value * unit));
  const stem = stemOf(file);
  const area = width * height;
  return Array.from({ length: values.length / area }, (_, position) => ({
    id: shape.length === 2 ? stem : `${stem}[${position}]`,
    values: values.subarray(position * area, (position + 1) * area),
    width,
    height,
    rowZero: 'north' as const,
    meta: {},
    warnings: [],
  }));
}

/**
 * Decodes the numbers of an NPY file of version 1, 2 or 3, in either byte and index order.
 *
 * @throws GiqError for arrays of objects, records, text or complex numbers, and for damaged or incomplete files
 */
export function decodeNpyArray(bytes: Uint8Array, file: string): NpyArray {
  const { descriptor, isFortran, shape, dataStart } = parseNpyHeader(bytes, file);
  const type = findNumberType(descriptor) ?? refuseType(descriptor, file);
  const count = shape.reduce((product, length) => product * length, 1);
  const expected = dataStart + count * type.size;
  if (expected > bytes.length)
    fail('file-truncated', { file, what: 'the array', expected, found: bytes.length });
  const view = new DataView(bytes.buffer, bytes.byteOffset + dataStart, count * type.size);
  const stored = readAll(view, count, type);
  return { shape, values: isFortran ? toRowMajor(stored, shape) : stored };
}

function readAll(view: DataView, count: number, { read, size, isLittleEndian }: NumberType): Float32Array {
  const values = new Float32Array(count);
  for (let index = 0; index < count; index++) values[index] = read(view, index * size, isLittleEndian);
  return values;
}

function refuseType(descriptor: string, file: string): never {
  const isObject = descriptor.includes('O');
  const found = isObject ? 'an array of Python objects' : `an array of type \`${descriptor}\``;
  const hints = isObject ? ['giq never runs pickles; `array.astype("f4")` makes numbers of objects'] : [];
  fail('file-feature-unsupported', { file, found, expected: `real numbers (${NUMBER_TYPES})` }, { hints });
}

/** From Fortran order, where the first index runs fastest, to C order. */
function toRowMajor(stored: Float32Array, shape: readonly number[]): Float32Array {
  const values = new Float32Array(stored.length);
  const index = shape.map(() => 0);
  const strides = shape.map((_, axis) =>
    shape.slice(0, axis).reduce((product, length) => product * length, 1),
  );
  for (let position = 0; position < values.length; position++) {
    values[position] = stored[index.reduce((sum, each, axis) => sum + each * strides[axis]!, 0)]!;
    increment(index, shape);
  }
  return values;
}

/** Steps to the next index of an array in C order. */
function increment(index: number[], shape: readonly number[]): void {
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis]! += 1;
    if (index[axis]! < shape[axis]!) return;
    index[axis] = 0;
  }
}
