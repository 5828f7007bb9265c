/** The program: the command line, with the REPL for those who come without a command. */
import { main as runMain } from './cli/main.js';

export function main(argv: readonly string[]): Promise<void> {
  return runMain(argv, async (flags, terminal, signal) => {
    const { startRepl } = await import('./repl/start.js');
    return startRepl(flags, terminal, signal);
  });
}
