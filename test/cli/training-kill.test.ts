/** `giq train …`, killed at random moments: it ends with the bytes of one that was never killed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isBuilt, trainTwice } from '../support/killed-training.js';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'giq-kills-'));
  folders.push(folder);
  return folder;
}

describe.skipIf(!isBuilt)('a training that is killed (after `npm run build`)', () => {
  it.each([
    { part: 'generator', workers: 1, kills: 10 },
    { part: 'generator', workers: 2, kills: 10 },
    { part: 'encoder', workers: 2, kills: 4 },
  ] as const)('$part with $workers workers, $kills times', { timeout: 600_000 }, async (task) => {
    const same = await trainTwice({ ...task, folder: await freshFolder(), seed: task.workers });
    expect(Object.values(same)).toEqual([true, true]);
  });
});
