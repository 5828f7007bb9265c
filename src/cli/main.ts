import { CommanderError } from 'commander';
import { diagnose, GiqError } from '../diagnostics/diagnostic.js';
import { outOfMemory } from '../runtime/limits.js';
import { EXIT } from './exit-codes.js';
import { Narrator } from './narrator.js';
import { createProgram, exitCodeOfCommander, type Interactive } from './program.js';
import { processTerminal, type Terminal } from './terminal.js';
import { isUsage } from './world-and-engine.js';

/** Runs a command line in this process and sets its exit code. */
export async function main(argv: readonly string[], interactive?: Interactive): Promise<void> {
  const cancellation = new AbortController();
  process.on('SIGINT', () => {
    if (cancellation.signal.aborted) process.exit(EXIT.cancelled);
    cancellation.abort();
  });
  // A reader that goes away (`giq … | head`) ends the program and is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.ok);
    throw error;
  });
  process.exitCode = await runCommandLine(argv, processTerminal(), cancellation.signal, interactive);
}

/** Runs a command line and returns its exit code. Never throws: what goes wrong is narrated. */
export async function runCommandLine(
  argv: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
  interactive?: Interactive,
): Promise<number> {
  let code: Promise<number> = Promise.resolve(EXIT.ok);
  try {
    await createProgram(terminal, signal, (running) => (code = running), interactive).parseAsync(argv, {
      from: 'user',
    });
    return await code;
  } catch (error) {
    return narrateFailure(error, terminal);
  }
}

function narrateFailure(thrown: unknown, terminal: Terminal): number {
  const error = outOfMemory(thrown);
  if (error instanceof CommanderError) return exitCodeOfCommander(error);
  const narrator = new Narrator(terminal, false);
  if (!(error instanceof GiqError)) {
    const problem = error instanceof Error ? error.message : String(error);
    narrator.diagnostic(diagnose('internal', { problem }));
    return EXIT.runtime;
  }
  error.diagnostics.forEach((diagnostic) => narrator.diagnostic(diagnostic));
  if (error.diagnostics.some(({ code }) => code === 'cancelled')) return EXIT.cancelled;
  return error.diagnostics.some(isUsage) ? EXIT.usage : EXIT.runtime;
}
