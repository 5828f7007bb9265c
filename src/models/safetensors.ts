import { fail } from '../diagnostics/diagnostic.js';
import { fromBrain, fromHalves, toBrain, toHalf } from './half.js';
import type { Tensor, Weights } from './network.js';

/** Number types of safetensors files that giq reads and writes. Half precision is float32 in memory, I64 float64. */
export type SafetensorType = 'F64' | 'F32' | 'F16' | 'BF16' | 'I64' | 'I32' | 'I8' | 'U8';

export interface SafeTensor {
  readonly type: SafetensorType;
  readonly shape: readonly number[];
  readonly data: Float64Array | Float32Array | Int32Array | Int8Array | Uint8Array;
}

export interface Safetensors {
  readonly tensors: ReadonlyMap<string, SafeTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

interface Codec {
  readonly bytes: number;
  decode(buffer: ArrayBuffer): SafeTensor['data'];
  encode(data: SafeTensor['data']): ArrayBufferView;
}

/** The format is little-endian, as is every machine that Node runs on but s390x. */
const codecs: Readonly<Record<SafetensorType, Codec>> = {
  F64: { bytes: 8, decode: (buffer) => new Float64Array(buffer), encode: (data) => Float64Array.from(data) },
  F32: { bytes: 4, decode: (buffer) => new Float32Array(buffer), encode: (data) => Float32Array.from(data) },
  I32: { bytes: 4, decode: (buffer) => new Int32Array(buffer), encode: (data) => Int32Array.from(data) },
  I8: { bytes: 1, decode: (buffer) => new Int8Array(buffer), encode: (data) => Int8Array.from(data) },
  U8: { bytes: 1, decode: (buffer) => new Uint8Array(buffer), encode: (data) => Uint8Array.from(data) },
  I64: {
    bytes: 8,
    decode: (buffer) => Float64Array.from(new BigInt64Array(buffer), Number),
    encode: (data) => BigInt64Array.from(data, BigInt),
  },
  BF16: {
    bytes: 2,
    decode: (buffer) => Float32Array.from(new Uint16Array(buffer), fromBrain),
    encode: (data) => Uint16Array.from(data, toBrain),
  },
  F16: {
    bytes: 2,
    decode: (buffer) => fromHalves(new Uint16Array(buffer)),
    encode: (data) => Uint16Array.from(data, toHalf),
  },
};

/** One entry of the header, checked. */
export interface Entry {
  readonly name: string;
  readonly type: SafetensorType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** A header of ten thousand tensors has one megabyte; each byte may cost fifty in memory. */
const HEADER_LIMIT = 2 ** 24;

/**
 * Reads a safetensors file: 8 bytes of header length, a JSON header, the tensors one after the other.
 *
 * @param file name for messages
 * @throws GiqError `tensors-damaged` where the lengths, offsets and sizes do not add up
 * @see https://github.com/huggingface/safetensors#format
 */
export function readSafetensors(bytes: Uint8Array, file: string): Safetensors {
  const { entries, metadata, start } = readLayout(bytes, bytes.length, file);
  const tensors = entries.map((entry) => [entry.name, decode(entry, bytes, start)] as const);
  return { tensors: new Map(tensors), metadata };
}

/** Where the tensors of a file are. */
export interface Layout extends Pick<Safetensors, 'metadata'> {
  /** Where the tensors begin in the file. */
  readonly start: number;
  /** From `start` on, each begins where the one before ends. */
  readonly entries: readonly Entry[];
}

/**
 * Reads what a file says of its tensors.
 *
 * @param bytes the file, or as much of it as there is before the tensors
 * @param length bytes of the file
 * @throws GiqError `tensors-damaged`
 */
export function readLayout(bytes: Uint8Array, length: number, file: string): Layout {
  const damaged: Damaged = (found, expected) => fail('tensors-damaged', { file, found, expected });
  const start = layoutBytes(bytes, length, file);
  const { __metadata__: metadata = {}, ...described } = readHeader(bytes.subarray(8, start), damaged);
  const entries = Object.entries(described).map(([name, value]) => checkEntry(name, value, damaged));
  checkLayout(entries, length - start, damaged);
  entries.sort((left, right) => left.begin - right.begin || left.end - right.end);
  return { start, entries, metadata: checkMetadata(metadata, damaged) };
}

/** How many bytes come before the tensors, by the first eight; throws `tensors-damaged`. */
export function layoutBytes(head: Uint8Array, length: number, file: string): number {
  const damaged: Damaged = (found, expected) => fail('tensors-damaged', { file, found, expected });
  if (head.length < 8) return damaged(`${head.length} bytes`, 'at least 8 bytes');
  const size = Number(new DataView(head.buffer, head.byteOffset).getBigUint64(0, true));
  if (size > HEADER_LIMIT) return damaged(`a header of ${size} bytes`, 'the header of a safetensors file');
  return 8 + size <= length ? 8 + size : damaged(`${length} bytes`, `a header of ${size} bytes`);
}

/** The tensor of an entry, from bytes of its own; they are not copied where the memory of the type is the same. */
export function tensorOf({ type, shape }: Entry, buffer: ArrayBuffer): SafeTensor {
  return { type, shape, data: codecs[type].decode(buffer) };
}

/**
 * The bytes of a safetensors file. The same tensors in the same order give the same bytes.
 *
 * @param metadata free texts for the header
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, SafeTensor>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  // Wide numbers first, so that every tensor is aligned to its type.
  const ordered = [...tensors].sort(
    ([, left], [, right]) => codecs[right.type].bytes - codecs[left.type].bytes,
  );
  const parts = ordered.map(([, { type, data }]) => {
    const { buffer, byteOffset, byteLength } = codecs[type].encode(data);
    return new Uint8Array(buffer, byteOffset, byteLength);
  });
  return new Uint8Array(Buffer.concat([safetensorsHeader(ordered, metadata), ...parts]));
}

/**
 * What comes before the tensors in a file, which are to follow in the same order, each as its type has it and without gaps:
 * for files that are too large to be put together in memory.
 */
export function safetensorsHeader(
  tensors: Iterable<readonly [string, SafeTensor]>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const header: Record<string, unknown> = Object.keys(metadata).length > 0 ? { __metadata__: metadata } : {};
  let offset = 0;
  for (const [name, { type, shape, data }] of tensors) {
    const end = offset + codecs[type].bytes * data.length;
    header[name] = { dtype: type, shape, data_offsets: [offset, end] };
    offset = end;
  }
  return headerBytes(header);
}

/** The tensors of a file as weights of a network: float32, whatever they were stored as. */
export function asWeights({ tensors }: Safetensors): Weights {
  const weights = [...tensors].map(([name, { shape, data }]): [string, Tensor] => [
    name,
    { shape, data: data instanceof Float32Array ? data : Float32Array.from(data) },
  ]);
  return new Map(weights);
}

/**
 * Refuses weights that are no numbers: a network with them would answer NaN to everything, without a word.
 *
 * @throws GiqError `weights-not-finite`
 */
export function requireFinite(weights: Weights, file: string): void {
  for (const [tensor, { data }] of weights) {
    let count = 0;
    for (const value of data) if (!Number.isFinite(value)) count++;
    if (count > 0) fail('weights-not-finite', { file, tensor, count });
  }
}

/** Weights of a network as tensors of a file. */
export function asTensors(weights: Weights, type: 'F32' | 'F16' = 'F32'): ReadonlyMap<string, SafeTensor> {
  return new Map([...weights].map(([name, tensor]) => [name, { type, ...tensor }]));
}

type Damaged = (found: string, expected: string) => never;

function readHeader(bytes: Uint8Array, damaged: Damaged): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof header === 'object' && header !== null && !Array.isArray(header))
      return header as Record<string, unknown>;
  } catch {
    // Said below: what the parser says of damaged JSON helps nobody.
  }
  return damaged('a header that cannot be read', 'a JSON header');
}

function checkMetadata(metadata: unknown, damaged: Damaged): Record<string, string> {
  const texts = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata);
  if (!texts || !Object.values(metadata).every((value) => typeof value === 'string')) {
    return damaged('metadata of another kind', 'texts as metadata');
  }
  return metadata as Record<string, string>;
}

function checkEntry(name: string, value: unknown, damaged: Damaged): Entry {
  const { dtype, shape, data_offsets: offsets } = (value ?? {}) as Record<string, unknown>;
  if (!isType(dtype))
    return damaged(`${name} of type ${String(dtype)}`, `one of the types ${Object.keys(codecs).join(', ')}`);
  if (!isNaturals(shape)) return damaged(`${name} without a shape`, 'a list of whole numbers');
  if (!isNaturals(offsets) || offsets.length !== 2)
    return damaged(`${name} without offsets`, 'two whole numbers');
  const [begin, end] = offsets;
  const size = codecs[dtype].bytes * shape.reduce((product, side) => product * side, 1);
  if (end - begin !== size)
    return damaged(`${name} in ${end - begin} bytes`, `${size} bytes for ${shape.join(' × ')} ${dtype}`);
  return { name, type: dtype, shape, begin, end };
}

/** Tensors must follow one another without gaps or overlaps and end where the file ends. */
function checkLayout(entries: readonly Entry[], length: number, damaged: Damaged): void {
  let position = 0;
  for (const { name, begin, end } of [...entries].sort(
    (left, right) => left.begin - right.begin || left.end - right.end,
  )) {
    if (begin !== position)
      damaged(`${name} at byte ${begin}`, `it at byte ${position}, with no gap or overlap`);
    position = end;
  }
  if (position !== length) damaged(`${length} bytes of tensors`, `${position} bytes`);
}

function decode({ type, shape, begin, end }: Entry, bytes: Uint8Array, start: number): SafeTensor {
  const view = viewOf(type, bytes, start + begin, end - begin);
  if (view) return { type, shape, data: view };
  // A copy, because a typed array must begin at a multiple of its item's size.
  const { buffer } = new Uint8Array(bytes.subarray(start + begin, start + end));
  return { type, shape, data: codecs[type].decode(buffer) };
}

/** From this many bytes, float32 is not copied: the file stays in memory, once. */
const LARGE = 1 << 24;

function viewOf(
  type: SafetensorType,
  { buffer, byteOffset }: Uint8Array,
  begin: number,
  length: number,
): Float32Array | undefined {
  if (type !== 'F32' || length < LARGE || (byteOffset + begin) % 4 !== 0) return undefined;
  return new Float32Array(buffer, byteOffset + begin, length / 4);
}

/** Length and JSON, padded with spaces to a multiple of 8 bytes so that the tensors are aligned. */
function headerBytes(header: Record<string, unknown>): Buffer {
  const json = Buffer.from(JSON.stringify(header));
  const padded = Buffer.concat([json, Buffer.alloc((8 - (json.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([length, padded]);
}

function isType(value: unknown): value is SafetensorType {
  return typeof value === 'string' && Object.hasOwn(codecs, value);
}

function isNaturals(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}
