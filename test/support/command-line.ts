import { runCommandLine } from '../../src/cli/main.js';
import type { Terminal } from '../../src/cli/terminal.js';
import { ROOT } from './root.js';
import { fakeTerminal } from './terminal.js';

export interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly narration: string;
}

export interface RunGiqOptions {
  /** Where it runs; the root of the repo by default. */
  readonly directory?: string;
  readonly stdin?: string;
  readonly signal?: AbortSignal;
  readonly terminal?: Partial<Terminal>;
}

/** Runs a command line in this process, as `giq ARGV` would there. */
export async function runGiq(argv: readonly string[], options: RunGiqOptions = {}): Promise<Ran> {
  const { directory = ROOT, stdin = '', signal = new AbortController().signal } = options;
  const { terminal, out, narration } = fakeTerminal(directory, options.terminal, stdin);
  const before = process.cwd();
  process.chdir(directory);
  try {
    const exitCode = await runCommandLine(argv, terminal, signal);
    return { exitCode, out: out(), narration: narration() };
  } finally {
    process.chdir(before);
  }
}
