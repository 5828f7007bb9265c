import { unzipSync } from 'fflate';
import type { UnzipFileInfo } from 'fflate';
import { GiqError } from '../../diagnostics/diagnostic.js';
import type { Checkpoint } from './checkpoint.js';
import { MAX_ENTRIES, MAX_PICKLE_BYTES } from './limits.js';
import { parsePickle } from './pickle/parse-pickle.js';
import { damaged, refused, SAVE_STATE } from './refusals.js';
import { tensorReader } from './storage-reader.js';
import { findTables } from './tables.js';

const DESCRIPTION = /^([^/]*\/)?data\.pkl$/;

/** Whether bytes begin as a zip archive does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/**
 * Reads a checkpoint as PyTorch writes it since 1.6: a zip archive of a pickle, `NAME/data.pkl`, and the numbers of each
 * storage, `NAME/data/KEY`, none of them compressed.
 *
 * @throws GiqError `checkpoint-damaged`, `checkpoint-refused`
 * @see https://github.com/pytorch/pytorch/blob/main/torch/serialization.py
 */
export function readTorchZip(bytes: Uint8Array, file: string): Checkpoint {
  const entries = unzip(bytes, file);
  const names = Object.keys(entries);
  const description = names.find((name) => DESCRIPTION.test(name));
  if (description === undefined) return refused(file, 'a zip archive without `data.pkl`');
  const folder = description.slice(0, -'data.pkl'.length);
  if (names.includes(`${folder}constants.pkl`)) return refused(file, 'a TorchScript program', [SAVE_STATE]);
  const { value } = parsePickle(entries[description], file);
  const read = tensorReader({
    ...{ file, fileBytes: bytes.length },
    littleEndian: new TextDecoder().decode(entries[`${folder}byteorder`]?.subarray(0, 8)) !== 'big',
    bytesOf: (key) =>
      Object.hasOwn(entries, `${folder}data/${key}`) ? entries[`${folder}data/${key}`] : undefined,
  });
  return { file, format: 'PyTorch', tables: findTables(value, read) };
}

/** All entries of an archive. */
function unzip(bytes: Uint8Array, file: string): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter: boundedEntries(bytes.length, file) });
  } catch (error) {
    if (error instanceof GiqError) throw error;
    return damaged(file, `its zip archive cannot be read (${(error as Error).message})`);
  }
}

/** Lets entries pass that are stored as they are; together they have no more bytes than the archive. */
function boundedEntries(archiveBytes: number, file: string): (info: UnzipFileInfo) => boolean {
  let [count, total] = [0, 0];
  return ({ name, size, originalSize, compression }) => {
    count++;
    total += size;
    if (count > MAX_ENTRIES) damaged(file, `its zip archive has more than ${MAX_ENTRIES} entries`);
    if (compression !== 0) refused(file, `the compressed entry \`${name.slice(0, 80)}\``);
    if (size !== originalSize || total > archiveBytes)
      damaged(file, 'its zip archive announces more bytes than it has');
    if (DESCRIPTION.test(name) && size > MAX_PICKLE_BYTES)
      damaged(file, `its pickle has more than ${MAX_PICKLE_BYTES} bytes`);
    return true;
  };
}
