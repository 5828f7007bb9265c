/** The built program in a process of its own, for what only a process has: signals and pipes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.js';

const PROGRAM = join(ROOT, 'bin/giq.js');

function requireBuild(): void {
  if (!existsSync(join(ROOT, 'dist/cli/main.js'))) throw new Error('`npm run build` has to come first');
}

/** Starts `giq ARGV`. */
export function spawnGiq(argv: readonly string[]) {
  requireBuild();
  const child = spawn(process.execPath, [PROGRAM, ...argv], { cwd: ROOT });
  const narrated: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => narrated.push(chunk));
  const ended = once(child, 'close') as Promise<[code: number | null]>;
  return {
    narration: () => Buffer.concat(narrated).toString(),
    /** Sends what Ctrl-C sends, and kills it for good after so many milliseconds. */
    interrupt: async (patience: number) => {
      const late = setTimeout(() => child.kill('SIGKILL'), patience);
      child.kill('SIGINT');
      const [exitCode] = await ended;
      clearTimeout(late);
      return { exitCode, inTime: !child.signalCode };
    },
  };
}

/** Runs `giq ARGV | READER` in a shell; the exit code is giq's. */
export async function throughPipe(argv: readonly string[], reader: string) {
  requireBuild();
  const quoted = [process.execPath, PROGRAM, ...argv].map((word) => `'${word}'`).join(' ');
  const shell = spawn('bash', ['-c', `set -o pipefail; ${quoted} | ${reader}`], { cwd: ROOT });
  const [out, narrated]: Buffer[][] = [[], []];
  shell.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  shell.stderr.on('data', (chunk: Buffer) => narrated.push(chunk));
  const [exitCode] = (await once(shell, 'close')) as [number | null];
  return { exitCode, out: Buffer.concat(out).toString(), narration: Buffer.concat(narrated).toString() };
}
