import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/archive/archive.js';
import { keysOf, readEarlier } from '../../../src/models/training/earlier-rows.js';
import { embedArchive } from '../../../src/models/training/embed.js';
import { readSafetensors, writeSafetensors, type SafeTensor } from '../../../src/models/safetensors.js';
import { readFile } from 'node:fs/promises';
import { toyWorld } from '../../support/toy-world.js';
import { AREA, countingArchive, firstAndSum, modelOf } from './support.js';

const encoder = modelOf(AREA, 3, (item) => [item[0], 2 * item[1], -item[2]]);
const parameters = ['FIRST', 'SUM'];
const common = { encoder, clip: 100, parameters, measure: firstAndSum };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giq-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Some observations of an archive of 20, in some order. */
function chosen(positions: readonly number[]): { archive: Archive; read: number[] } {
  const whole = countingArchive(20);
  const archive: Archive = {
    ...whole,
    size: positions.length,
    id: (position) => whole.id(positions[position]),
    meta: (position) => whole.meta(positions[position]),
    patch: (position) => whole.patch(positions[position]),
  };
  return { archive, read: whole.read };
}

/** A world with an index of an archive. */
async function worldOf(archive: Archive, work: string) {
  const { embeddings, thumbnails, columns } = await embedArchive({ ...common, archive });
  const { size } = archive;
  const write = (file: string, tensors: Record<string, SafeTensor>, metadata = {}) =>
    writeFile(join(folder, file), writeSafetensors(new Map(Object.entries(tensors)), metadata));
  const keys = keysOf(archive);
  await write(
    'e',
    {
      embeddings: { type: 'F32', shape: [size, 3], data: embeddings },
      keys: { type: 'I32', shape: [size, 2], data: keys },
    },
    { work },
  );
  await write('t', { thumbnails: { type: 'I8', shape: [size, 16, 16], data: thumbnails.pixels } });
  await write(
    'c',
    Object.fromEntries(
      [...columns].map(([name, values]) => [
        name,
        { type: 'F32' as const, shape: [size], data: Float32Array.from(values) },
      ]),
    ),
  );
  const manifest = {
    ...toyWorld.manifest,
    index: { embeddings: 'e', thumbnails: 't', hnsw: undefined },
    archive: { ...toyWorld.manifest.archive, catalogue: 'c' },
  };
  return {
    ...toyWorld,
    manifest,
    tensors: async (path: string) => ({
      ...readSafetensors(await readFile(join(folder, path)), path),
      left: new Map(),
    }),
  };
}

describe('rows from before', () => {
  it('are used again, wherever they are now; only new observations are read', async () => {
    const world = await worldOf(chosen([0, 1, 2, 3, 4, 5, 6, 7]).archive, 'work');
    const { archive, read } = chosen([12, 7, 0, 3, 15]);
    const earlier = await readEarlier(world, 'work', parameters);
    expect(earlier.count(archive)).toBe(3);
    const updated = await embedArchive({ ...common, archive, earlier });
    expect(read).toEqual([12, 15]);
    expect(updated).toEqual(await embedArchive({ ...common, archive: chosen([12, 7, 0, 3, 15]).archive }));
  });

  it('of another encoder are none', async () => {
    const { archive } = chosen([0, 1]);
    const world = await worldOf(archive, 'work');
    expect((await readEarlier(world, 'another', parameters)).count(archive)).toBe(0);
    expect((await readEarlier(world, 'work', ['TUF'])).count(archive)).toBe(0);
    await writeFile(join(folder, 't'), 'damaged');
    expect((await readEarlier(world, 'work', parameters)).count(archive)).toBe(0);
  });
});
