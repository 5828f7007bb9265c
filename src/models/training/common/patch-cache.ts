import { open, readFile, stat, truncate } from 'node:fs/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Archive } from '../../../archive/archive.js';
import { orNotWritable, writeAtomically } from '../../../archive/atomic-write.js';
import { fail } from '../../../diagnostics/diagnostic.js';

/** The field that the largest number stands for, in kG: patches are clipped there. */
const LIMIT = 1;
const LEVELS = 32767;
const CHUNK = 64;

/** Patches to train on, as 16-bit numbers in memory that workers share. */
export interface PatchSet {
  readonly count: number;
  /** Side of a patch in pixels. */
  readonly size: number;
  readonly levels: Int16Array;
}

export interface CacheTask {
  readonly archive: Archive;
  /** Observations to use, from the first. */
  readonly count: number;
  /** Side of the patches to make, which divides those of the archive. */
  readonly size: number;
  readonly path: string;
  /** Says which archive it is: the cache of another is made anew. */
  readonly key: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Reads the patches of an archive once and keeps them in a file; a run that was killed goes on from the last whole patch.
 *
 * @throws GiqError `cancelled`, and whatever the archive throws for an observation that it cannot read
 */
export async function cachePatches(task: CacheTask): Promise<PatchSet> {
  const { archive, count, size, path, signal, onProgress } = task;
  const bytes = size * size * Int16Array.BYTES_PER_ELEMENT;
  let done = await startCache(task, bytes);
  const file = await open(path, 'a');
  try {
    while (done < count) {
      if (signal?.aborted) fail('cancelled', {});
      const next = Math.min(done + CHUNK, count);
      const levels = new Int16Array((next - done) * size * size);
      for (let i = done; i < next; i++) {
        const { pixels, size: side } = await archive.patch(i);
        quantise(pixels, side, levels.subarray((i - done) * size * size, (i - done + 1) * size * size));
      }
      await orNotWritable(path, () => file.write(new Uint8Array(levels.buffer)));
      done = next;
      onProgress?.(done, count);
      await breathe();
    }
  } finally {
    await file.close();
  }
  return { count, size, levels: await readLevels(path, count * size * size) };
}

/** How many patches the file has already. */
async function startCache({ path, key, size, count }: CacheTask, bytes: number): Promise<number> {
  const described = JSON.stringify({ key, size });
  const before = await readFile(`${path}.json`, 'utf8').catch(() => '');
  if (before !== described) {
    await writeAtomically(path, new Uint8Array());
    await writeAtomically(`${path}.json`, described);
    return 0;
  }
  const length = (await stat(path).catch(() => undefined))?.size ?? 0;
  const whole = Math.floor(length / bytes);
  if (length !== whole * bytes) await truncate(path, whole * bytes);
  return Math.min(whole, count);
}

/** Means of blocks of pixels, as whole numbers. */
export function quantise(pixels: Float32Array, side: number, levels: Int16Array): void {
  const size = Math.sqrt(levels.length);
  const block = side / size;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let i = 0; i < block; i++)
        for (let j = 0; j < block; j++) sum += pixels[(row * block + i) * side + column * block + j];
      const field = Math.min(Math.max(sum / (block * block), -LIMIT), LIMIT);
      levels[row * size + column] = Math.round((field / LIMIT) * LEVELS);
    }
  }
}

async function readLevels(path: string, length: number): Promise<Int16Array> {
  const shared = new SharedArrayBuffer(length * Int16Array.BYTES_PER_ELEMENT);
  const file = await open(path, 'r');
  try {
    const bytes = new Uint8Array(shared);
    for (let position = 0; position < bytes.length;) {
      const { bytesRead } = await file.read(
        bytes,
        position,
        Math.min(bytes.length - position, 2 ** 28),
        position,
      );
      if (bytesRead === 0) throw new Error(`${path} is too short`);
      position += bytesRead;
    }
  } finally {
    await file.close();
  }
  return new Int16Array(shared);
}

/** How a patch is shown: signs and mirrors. */
export interface Pose {
  readonly sign: 1 | -1;
  readonly northSouth: boolean;
  readonly eastWest: boolean;
}

export const AS_IT_IS: Pose = { sign: 1, northSouth: false, eastWest: false };

/** Writes a patch in a pose, in kG. */
export function readPatch({ size, levels }: PatchSet, index: number, pose: Pose, into: Float32Array): void {
  const start = index * size * size;
  const scale = (pose.sign * LIMIT) / LEVELS;
  for (let row = 0; row < size; row++) {
    const from = start + (pose.northSouth ? size - 1 - row : row) * size;
    for (let column = 0; column < size; column++) {
      const at = pose.eastWest ? size - 1 - column : column;
      into[row * size + column] = scale * levels[from + at];
    }
  }
}
