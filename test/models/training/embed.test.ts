import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { embedArchive } from '../../../src/models/training/embed.js';
import { AREA, codeOf, countingArchive, firstAndSum, modelOf } from './support.js';

const encoder = modelOf(AREA, 3, (item) => [item[0], 2 * item[1], -item[2]]);
const common = { encoder, clip: 100, parameters: ['FIRST', 'SUM'], measure: firstAndSum, chunk: 4 };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giq-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A run that stops as if killed: the archive fails at some position. */
function failingArchive(size: number, at: number) {
  const archive = countingArchive(size);
  const patch = archive.patch.bind(archive);
  archive.patch = (position) => (position === at ? Promise.reject(new Error('killed')) : patch(position));
  return archive;
}

describe('embedArchive', () => {
  it('encodes and measures every observation, in order', async () => {
    const progress: number[] = [];
    const archive = countingArchive(10);
    const onProgress = (done: number) => void progress.push(done);
    const { embeddings, dimension, columns } = await embedArchive({ ...common, archive, onProgress });
    expect(dimension).toBe(3);
    expect([...embeddings.subarray(0, 3), ...embeddings.subarray(27)]).toEqual([1, 4, -3, 10, 22, -12]);
    expect([...columns.get('FIRST')!]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(columns.get('SUM')![9]).toBe(16 * 10 + 120);
    expect(progress).toEqual([4, 8, 10]);
  });

  it('has nothing to do for an empty archive', async () => {
    const { embeddings, columns } = await embedArchive({ ...common, archive: countingArchive(0) });
    expect(embeddings).toHaveLength(0);
    expect(columns.get('SUM')).toHaveLength(0);
  });
});

describe('embedArchive with a partial file', () => {
  const run = (archive: ReturnType<typeof countingArchive>, key = 'archive 1') => {
    const partial = { path: join(folder, 'partial'), key };
    return embedArchive({ ...common, archive, partial, chunksPerCheckpoint: 2 });
  };

  it('goes on from the last checkpoint after it was killed, with the same result', async () => {
    await expect(run(failingArchive(30, 21))).rejects.toThrow('killed');
    const archive = countingArchive(30);
    const resumed = await run(archive);
    expect(archive.read[0]).toBe(16);
    expect(resumed).toEqual(await embedArchive({ ...common, archive: countingArchive(30) }));
  });

  it('does nothing again once it is complete', async () => {
    await run(countingArchive(10));
    const archive = countingArchive(10);
    await run(archive);
    expect(archive.read).toEqual([]);
  });

  it.each([
    ['another key', countingArchive(10), 'archive 2'],
    ['another size', countingArchive(12), 'archive 1'],
  ])('starts anew for %s', async (_, archive, key) => {
    await run(countingArchive(10));
    const result = await run(archive, key);
    expect(archive.read).toHaveLength(archive.size);
    expect(result).toEqual(await embedArchive({ ...common, archive }));
  });

  it('says so when the file is damaged', async () => {
    await writeFile(join(folder, 'partial'), 'no tensors');
    expect(await codeOf(run(countingArchive(10)))).toBe('tensors-damaged');
  });

  it('writes what is done when it is cancelled', async () => {
    const controller = new AbortController();
    const partial = { path: join(folder, 'partial'), key: 'archive 1' };
    const onProgress = () => controller.abort();
    const options = { partial, signal: controller.signal, onProgress, chunksPerCheckpoint: 100 };
    const cancelled = embedArchive({ ...common, ...options, archive: countingArchive(30) });
    expect(await codeOf(cancelled)).toBe('cancelled');
    const archive = countingArchive(30);
    await run(archive);
    expect(archive.read[0]).toBe(4);
  });
});
