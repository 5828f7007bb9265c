import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeAtomically, writeDescribed } from '../../src/archive/atomic-write.js';
import { removeStale, temporaryBeside } from '../../src/archive/stale-files.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giq-stale-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A temporary file that was last written to so many minutes ago. */
async function leave(minutes: number): Promise<string> {
  const path = temporaryBeside(join(folder, 'a.txt'));
  await writeFile(path, 'half');
  const seconds = Date.now() / 1000 - 60 * minutes;
  await utimes(path, seconds, seconds);
  return path;
}

describe('temporary files that a killed run has left', () => {
  it('go at the next write to their folder, an hour after', async () => {
    await leave(61);
    const fresh = await leave(59);
    await writeFile(join(folder, '.a.txt.tmp'), 'not of giq');
    await writeAtomically(join(folder, 'b.txt'), 'whole');
    expect((await readdir(folder)).map((name) => join(folder, name)).sort()).toEqual(
      [fresh, join(folder, '.a.txt.tmp'), join(folder, 'b.txt')].sort(),
    );
  });

  it('are looked for once by a process', async () => {
    await removeStale(folder);
    const later = await leave(61);
    await removeStale(folder);
    expect(await readdir(folder)).toEqual([later.slice(folder.length + 1)]);
  });
});

describe('a file with a description beside it', () => {
  it('is written with it', async () => {
    const [path, beside] = [join(folder, 'a.csv'), join(folder, 'a.csv.json')];
    await writeDescribed(path, 'a,b\n', { path: beside, text: '{}' });
    expect((await readdir(folder)).sort()).toEqual(['a.csv', 'a.csv.json']);
  });

  it('stays with it where the new one cannot be written', async () => {
    const [path, beside] = [join(folder, 'a.csv'), join(folder, 'a.csv.json')];
    await writeDescribed(path, 'a,b\n', { path: beside, text: '{}' });
    const bad = { length: 3 } as Uint8Array;
    await expect(writeDescribed(path, bad, { path: beside, text: '{"new":1}' })).rejects.toThrow(
      'cannot be written',
    );
    expect((await readdir(folder)).sort()).toEqual(['a.csv', 'a.csv.json']);
  });
});
