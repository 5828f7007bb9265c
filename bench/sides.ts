/** The processes that do the work: giq's own and those of its peers, which take turns. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Debian's own Python, which has the packages that Debian builds; another one by `$GIQ_BENCH_PYTHON`. */
export const PYTHON = process.env['GIQ_BENCH_PYTHON'] ?? '/usr/bin/python3';

export type Request = Readonly<Record<string, string | number>>;

/** What a piece of work took. */
export interface Answer {
  /** By the clock. */
  readonly seconds: number;
  /** Of all processors together. */
  readonly processor: number;
  /** Largest resident memory of the process so far, in bytes. */
  readonly peak: number;
  /** The result or a part of it, to see that all sides do the same work. */
  readonly value: unknown;
}

/** Of warnings that a solver has not converged there would be one a round. */
const env = { ...process.env, PYTHONWARNINGS: 'ignore' };

/** A process that answers one request after the other. */
export interface Side {
  ask(request: Request): Promise<Answer>;
  stop(): Promise<void>;
}

export const startOwnSide = (): Side => startSide(process.execPath, [here('own/worker.mjs')]);
/** @param threads of PyTorch and NumPy; as many as there are processors by default */
export const startPeer = (threads?: number): Side =>
  startSide(PYTHON, [here('peers/worker.py')], threads ? { OMP_NUM_THREADS: String(threads) } : {});

function startSide(
  command: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Side {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], env: { ...env, ...more } });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (request) => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { done, value } = await lines.next();
      if (done) throw new Error(`${command} ${args.join(' ')} ended while asked for ${request['task']}`);
      return JSON.parse(value) as Answer;
    },
    stop: async () => {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

/**
 * A whole process from its start to its end, through a shell that tells what its children used.
 *
 * @returns its peak as 0, which the shell does not know
 */
export function timeProcess(command: string, args: readonly string[]): Answer {
  const began = performance.now();
  const shell = spawnSync('sh', ['-c', '"$@" >&2; status=$?; times; exit $status', 'sh', command, ...args], {
    encoding: 'utf8',
  });
  const seconds = (performance.now() - began) / 1000;
  if (shell.status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${shell.stderr}`);
  return { seconds, processor: processorOf(shell.stdout), peak: 0, value: shell.stderr };
}

/** The second line of `times` is that of the children: `0m1.23s 0m0.45s`. */
function processorOf(times: string): number {
  const found = [...times.split('\n')[1].matchAll(/(\d+)m([\d.]+)s/g)];
  return found.reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0);
}

/** Which of these modules Python cannot import; all of them without a Python. */
export function missingModules(modules: readonly string[]): string[] {
  return modules.filter((name) => spawnSync(PYTHON, ['-c', `import ${name}`]).status !== 0);
}
