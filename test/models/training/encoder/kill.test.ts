import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runKillable, scriptOf } from '../killable.js';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'giq-kill-'));
  folders.push(folder);
  return folder;
}

const train = (folder: string, resume: boolean, killAfter?: number) =>
  runKillable(scriptOf(join(import.meta.dirname, 'training.process.ts'), folder, resume), killAfter);

const results = (folder: string) =>
  Promise.all(
    ['encoder.safetensors', 'encoder.json', 'checkpoint.safetensors'].map((file) =>
      readFile(join(folder, file)),
    ),
  );

it('ends with the same bytes when it was killed on the way', async () => {
  const straight = await freshFolder();
  expect(await train(straight, false)).toBeNull();
  const killed = await freshFolder();
  expect(await train(killed, false, 4)).toBe('SIGKILL');
  expect(await train(killed, true)).toBeNull();
  const [expected, found] = await Promise.all([results(straight), results(killed)]);
  found.forEach((bytes, i) => expect(bytes.equals(expected[i])).toBe(true));
}, 240_000);
