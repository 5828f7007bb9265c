import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'giq-kill-'));
  folders.push(folder);
  return folder;
}

/** Trains in a process of its own; kills it once so many steps have been taken since its start. */
async function train(folder: string, resume: boolean, killAfter = Infinity): Promise<NodeJS.Signals | null> {
  const before = (await stepsOf(folder)).length;
  const script = join(import.meta.dirname, 'training.process.ts');
  const child = spawn('node_modules/.bin/vite-node', [script, folder, ...(resume ? ['resume'] : [])]);
  let errors = '';
  child.stderr.on('data', (text) => (errors += String(text)));
  const ended = new Promise<NodeJS.Signals | null>((resolve, reject) =>
    child.on('close', (code, signal) => (signal || code === 0 ? resolve(signal) : reject(new Error(errors)))),
  );
  while (child.exitCode === null && child.signalCode === null) {
    if ((await stepsOf(folder)).length - before >= killAfter) child.kill('SIGKILL');
    await Promise.race([wait(5), ended]);
  }
  return ended;
}

async function stepsOf(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, 'steps'), 'utf8').catch(() => '');
  return text.split('\n').slice(0, -1);
}

const results = (folder: string) =>
  Promise.all(
    ['generator.safetensors', 'checkpoint.safetensors'].map((file) => readFile(join(folder, file))),
  );

it('ends with the same bytes when it was killed on the way', async () => {
  const straight = await freshFolder();
  expect(await train(straight, false)).toBeNull();
  const killed = await freshFolder();
  expect(await train(killed, false, 5)).toBe('SIGKILL');
  for (const steps of [8, 4, 11]) expect(await train(killed, true, steps)).toBe('SIGKILL');
  expect(await train(killed, true)).toBeNull();
  const [expected, found] = await Promise.all([results(straight), results(killed)]);
  found.forEach((bytes, i) => expect(bytes.equals(expected[i])).toBe(true));
});

it('refuses to begin anew over a training, and to go on with none', async () => {
  const folder = await freshFolder();
  await expect(train(folder, true)).rejects.toThrow('holds no training to go on with');
  await train(folder, false, 5);
  await expect(train(folder, false)).rejects.toThrow('holds a training that has begun');
});
