/** The program: the command line, with the REPL for those who come without a command. */
import { main as runMain } from './cli/main.js';

export function main(argv: readonly string[]): Promise<void> {
  return runMain(argv, async (flags, terminal, signal) => {
    // What is typed while the REPL is loading must not be echoed, nor its Enter become a line feed.
    process.stdin.setRawMode(true);
    const { startRepl } = await import('./repl/start.js');
    return startRepl(flags, terminal, signal);
  });
}
