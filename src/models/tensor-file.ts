/** Files of tensors that are too large to be read or written as a whole. */
import { createHash, type Hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { writeAtomicallyBy } from '../archive/atomic-write.js';
import { recordOfFile } from '../archive/store/observations.js';
import { fail } from '../diagnostics/diagnostic.js';
import type { FileRecord } from './manifest.js';
import {
  layoutBytes,
  readLayout,
  safetensorsHeader,
  tensorOf,
  type Layout,
  type Safetensors,
  type SafeTensor,
} from './safetensors.js';

/** Bytes that are read or written at once. */
const BLOCK = 1 << 26;

/** Tensors that are to be a file. */
export interface Tensors {
  readonly tensors: ReadonlyMap<string, SafeTensor>;
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * Writes tensors, as a whole or not at all; one by one, because a copy of all of them in memory would be too much.
 *
 * @param tensors wide numbers first, so that every tensor is aligned to its type; not of half precision or I64
 * @throws GiqError `file-not-writable`
 */
export function writeTensorFile(
  path: string,
  tensors: Tensors['tensors'],
  metadata?: Tensors['metadata'],
): Promise<void> {
  return writeAtomicallyBy(path, async (file) => {
    for (const bytes of bytesOf({ tensors, metadata })) await writeWhole(file, bytes);
  });
}

/** What a file of these tensors would be. */
export function recordOfTensors(tensors: Tensors): FileRecord {
  const hash = createHash('sha256');
  let length = 0;
  for (const bytes of bytesOf(tensors)) {
    hash.update(bytes);
    length += bytes.byteLength;
  }
  return { sha256: hash.digest('hex'), bytes: length };
}

function* bytesOf({ tensors, metadata = {} }: Tensors): Generator<Uint8Array> {
  yield safetensorsHeader(tensors, metadata);
  for (const { data } of tensors.values())
    yield new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

async function writeWhole(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let first = 0; first < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, first, Math.min(BLOCK, bytes.length - first));
    first += bytesWritten;
  }
}

/** A tensor that stays in its file. */
export interface LeftTensor extends Pick<SafeTensor, 'type' | 'shape'> {
  /** Where it begins, in bytes. */
  readonly offset: number;
}

/** What was read of a file of tensors. */
export interface TensorFile extends Safetensors {
  readonly left: ReadonlyMap<string, LeftTensor>;
}

/**
 * Reads the tensors of a file, each into memory of its own, and compares the file with its record.
 *
 * @param leave names of tensors that are not kept in memory
 * @throws GiqError `file-not-found`, `tensors-damaged`, `corrupted`
 */
export async function readTensorFile(
  path: string,
  expected: FileRecord,
  leave: readonly string[] = [],
): Promise<TensorFile> {
  const file = await open(path).catch(() => fail('file-not-found', { file: path }));
  try {
    const { size } = await file.stat();
    if (size !== expected.bytes) refuse(path, `${expected.bytes} bytes`, `${size} bytes`);
    return await readChecked(file, path, expected, leave);
  } finally {
    await file.close();
  }
}

async function readChecked(
  file: FileHandle,
  path: string,
  { bytes, sha256 }: FileRecord,
  leave: readonly string[],
): Promise<TensorFile> {
  const hash = createHash('sha256');
  const { entries, metadata, start } = await readHeader(file, path, { bytes, sha256 }, hash);
  const tensors = new Map<string, SafeTensor>();
  const left = new Map<string, LeftTensor>();
  for (const entry of entries) {
    const { name, begin, end, type, shape } = entry;
    const offset = start + begin;
    const keep = !leave.includes(name);
    const buffer = await readPart(file, offset, end - begin, hash, keep);
    if (keep) tensors.set(name, tensorOf(entry, buffer));
    else left.set(name, { type, shape, offset });
  }
  const found = hash.digest('hex');
  if (found === sha256) return { tensors, metadata, left };
  return refuse(path, shortly(sha256), shortly(found));
}

async function readHeader(file: FileHandle, path: string, expected: FileRecord, hash: Hash): Promise<Layout> {
  try {
    const head = new Uint8Array(await readPart(file, 0, Math.min(8, expected.bytes), undefined, true));
    const length = layoutBytes(head, expected.bytes, path);
    const header = new Uint8Array(await readPart(file, 0, length, hash, true));
    return readLayout(header, expected.bytes, path);
  } catch (error) {
    // That a file is not the one that was written says more than what its damage looks like.
    const { sha256 } = await recordOfFile(path);
    if (sha256 === expected.sha256) throw error;
    return refuse(path, shortly(expected.sha256), shortly(sha256));
  }
}

/** Reads a part of the file into the hash, and into memory of its own where it is to be kept. */
async function readPart(
  file: FileHandle,
  offset: number,
  length: number,
  hash: Hash | undefined,
  keep: boolean,
): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(keep ? length : Math.min(BLOCK, length));
  for (let done = 0; done < length;) {
    const at = keep ? done : 0;
    const wanted = Math.min(BLOCK, length - done);
    const { bytesRead } = await file.read(bytes, at, wanted, offset + done);
    if (bytesRead === 0) break;
    hash?.update(bytes.subarray(at, at + bytesRead));
    done += bytesRead;
  }
  return bytes.buffer;
}

function refuse(file: string, expected: string, found: string): never {
  return fail('corrupted', { file, expected, found });
}

const shortly = (sha256: string): string => `SHA-256 ${sha256.slice(0, 12)}…`;
