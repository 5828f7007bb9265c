import { open } from 'node:fs/promises';
import { fail } from '../../diagnostics/diagnostic.js';
import { PATCH_BYTES } from './levels.js';

/** Patches of a chunk: 1 MB, what a disk gives in one go. */
const CHUNK = 32;
/** Chunks that are kept: 32 MB, whatever the size of the archive. */
const CHUNKS_KEPT = 32;

/** The stored patches of an archive, read when they are asked for. */
export interface PatchFile {
  /** The stored bytes of the patch at a position. @throws GiqError `archive-damaged` */
  read(position: number): Promise<Uint8Array>;
}

/** A file of `count` patches that is read in chunks; the last chunks are kept. Between two readings it is closed. */
export function patchFile(path: string, count: number): PatchFile {
  const chunks = new Map<number, Promise<Uint8Array>>();
  const chunkAt = (number: number): Promise<Uint8Array> => {
    const chunk = chunks.get(number) ?? readChunk(path, number, count);
    chunks.delete(number);
    chunks.set(number, chunk);
    // A chunk that could not be read is asked for again.
    chunk.catch(() => chunks.delete(number));
    if (chunks.size > CHUNKS_KEPT) chunks.delete(chunks.keys().next().value!);
    return chunk;
  };
  return {
    read: async (position) => {
      if (!Number.isInteger(position) || position < 0 || position >= count)
        throw new RangeError(`no position ${position}`);
      const chunk = await chunkAt(Math.floor(position / CHUNK));
      const start = (position % CHUNK) * PATCH_BYTES;
      return chunk.subarray(start, start + PATCH_BYTES);
    },
  };
}

async function readChunk(path: string, number: number, count: number): Promise<Uint8Array> {
  const patches = Math.min(CHUNK, count - number * CHUNK);
  const bytes = new Uint8Array(patches * PATCH_BYTES);
  const file = await open(path, 'r').catch(() => fail('file-not-found', { file: path }));
  const { bytesRead } = await file
    .read(bytes, 0, bytes.length, number * CHUNK * PATCH_BYTES)
    .finally(() => file.close());
  if (bytesRead === bytes.length) return bytes;
  return fail('archive-damaged', {
    file: path,
    expected: `${count} patches`,
    found: `an end in patch ${number * CHUNK + Math.floor(bytesRead / PATCH_BYTES)}`,
  });
}
