import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** A training in a process of its own. */
export interface Killable {
  readonly command: readonly string[];
  /** File to which it adds a line a step. */
  readonly log: string;
}

/** The script of a training, run by vite-node with a folder, in which it notes its steps. */
export const scriptOf = (script: string, folder: string, resume: boolean): Killable => ({
  command: ['node_modules/.bin/vite-node', script, folder, ...(resume ? ['resume'] : [])],
  log: `${folder}/steps`,
});

/**
 * Runs a training, and kills it once so many steps have been taken since its start.
 *
 * @returns the signal it died of, if any
 */
export async function runKillable(
  { command: [file, ...argv], log }: Killable,
  killAfter = Infinity,
): Promise<NodeJS.Signals | null> {
  const before = (await linesOf(log)).length;
  const child = spawn(file, argv, { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (text) => (errors += String(text)));
  const ended = new Promise<NodeJS.Signals | null>((resolve, reject) =>
    child.on('close', (code, signal) => (signal || code === 0 ? resolve(signal) : reject(new Error(errors)))),
  );
  while (child.exitCode === null && child.signalCode === null) {
    if ((await linesOf(log)).length - before >= killAfter) child.kill('SIGKILL');
    await Promise.race([wait(5), ended]);
  }
  return ended;
}

async function linesOf(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').slice(0, -1);
}
