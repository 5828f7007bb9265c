import type { Checkpoint } from './checkpoint.js';
import { formatOf } from './numbers.js';
import type { ParsedPickle } from './pickle/parse-pickle.js';
import { parsePickle } from './pickle/parse-pickle.js';
import type { Pickled, PickledStorage } from './pickle/values.js';
import { isKind } from './pickle/values.js';
import { damaged, refused } from './refusals.js';
import { tensorReader } from './storage-reader.js';
import { findTables } from './tables.js';

/** The first pickle of a file as PyTorch wrote it before 1.6. */
const MAGIC = 0x1950a86a20f9469cfc6cn;
const PICKLE_START = 0x80;
const LENGTH_BYTES = 8;

/** Whether bytes begin as a pickle does. */
export function isPickle(bytes: Uint8Array): boolean {
  return bytes[0] === PICKLE_START;
}

/**
 * Reads a checkpoint as PyTorch wrote it before 1.6: pickles of a magic number, a version, the machine, the object and
 * the keys of its storages; then the length and numbers of each storage.
 *
 * @throws GiqError `checkpoint-damaged`, `checkpoint-refused`
 */
export function readTorchLegacy(bytes: Uint8Array, file: string): Checkpoint {
  const pickles = pickleReader(bytes, file);
  if (pickles.next().value !== MAGIC) return refused(file, 'a pickle that `torch.save` did not write');
  pickles.next();
  const littleEndian = isLittleEndian(pickles.next().value);
  const { value, storages } = pickles.next();
  const keys = keysOf(pickles.next().value, file);
  const parts = splitNumbers(bytes.subarray(pickles.position()), keys, storages, file);
  const bytesOf = (key: string) => parts.get(key);
  const read = tensorReader({ file, fileBytes: bytes.length, littleEndian, bytesOf });
  return { file, format: 'PyTorch before 1.6', tables: findTables(value, read) };
}

function pickleReader(bytes: Uint8Array, file: string) {
  let position = 0;
  return {
    next: (): ParsedPickle => {
      const parsed = parsePickle(bytes.subarray(position), file);
      position += parsed.end;
      return parsed;
    },
    position: () => position,
  };
}

/** What the machine was like that wrote the file. */
function isLittleEndian(machine: Pickled): boolean {
  return !isKind(machine, 'dict') || machine.entries.get('little_endian') !== false;
}

function keysOf(value: Pickled, file: string): readonly string[] {
  const keys = isKind(value, 'list') ? value.items : [];
  const texts = keys.filter((key) => typeof key === 'string');
  return isKind(value, 'list') && texts.length === keys.length
    ? texts
    : damaged(file, 'it has no list of its storages');
}

/** The numbers of every storage, one after the other, each after its length. */
function splitNumbers(
  bytes: Uint8Array,
  keys: readonly string[],
  storages: ReadonlyMap<string, PickledStorage>,
  file: string,
): ReadonlyMap<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = new Map<string, Uint8Array>();
  let position = 0;
  for (const key of keys) {
    const type = storages.get(key)?.type;
    if (type === undefined || position + LENGTH_BYTES > bytes.length)
      return damaged(file, `the numbers \`${key.slice(0, 40)}\` are missing`);
    const start = position + LENGTH_BYTES;
    position = start + Number(view.getBigUint64(position, true)) * formatOf(type).bytes;
    if (position > bytes.length) return damaged(file, 'it ends before its numbers do');
    parts.set(key, bytes.subarray(start, position));
  }
  return parts;
}
