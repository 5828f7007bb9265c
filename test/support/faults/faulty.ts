/** Runs the built program while something goes wrong with the disk. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../root.js';

const INJECTOR = pathToFileURL(join(ROOT, 'test/support/faults/inject.mjs')).href;

export const isBuilt = existsSync(join(ROOT, 'dist/cli/main.js'));

export interface Faulty {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly narration: string;
}

/** @param fault such as `kill:3:/tmp/x`: see inject.mjs */
export async function runFaulty(
  argv: readonly string[],
  fault?: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Faulty> {
  const injector = fault === undefined ? [] : ['--import', INJECTOR];
  const child = spawn(process.execPath, [...injector, join(ROOT, 'bin/giq.js'), ...argv], {
    cwd: ROOT,
    env: { ...process.env, XDG_CACHE_HOME: '/dev/null', ...environment, ...(fault && { GIQ_FAULT: fault }) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const narrated: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => narrated.push(chunk));
  const [exitCode, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { exitCode, signal, narration: Buffer.concat(narrated).toString() };
}

/** How many changes of the disk below a folder a command makes. */
export async function changesOf(argv: readonly string[], folder: string): Promise<number> {
  const { narration } = await runFaulty(argv, `count:0:${folder}`);
  const found = /CHANGES (\d+)/.exec(narration);
  if (!found) throw new Error(narration);
  return Number(found[1]);
}
