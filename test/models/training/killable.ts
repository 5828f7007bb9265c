import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Runs the script of a training in a process of its own, and kills it once so many steps have been taken since its start.
 *
 * @returns the signal it died of, if any
 */
export async function runKillable(
  script: string,
  folder: string,
  resume: boolean,
  killAfter = Infinity,
): Promise<NodeJS.Signals | null> {
  const before = (await stepsOf(folder)).length;
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
