import { Argument, type Command } from 'commander';
import type { ExitCode } from './options.js';
import type { Terminal } from './terminal.js';

const COMPLETION_EXAMPLES = `
Examples:
  giq completion bash > ~/.local/share/bash-completion/completions/giq
  giq completion zsh > ~/.zfunc/_giq          # a folder of $fpath
  giq completion fish > ~/.config/fish/completions/giq.fish`;

/** What is for the shell that giq is called from. */
export function addShellCommands(
  program: Command,
  terminal: Terminal,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('completion')
    .description('a script that lets a shell complete commands and options of giq')
    .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices(['bash', 'zsh', 'fish']))
    .addHelpText('after', COMPLETION_EXAMPLES)
    .action((shell) =>
      finish(import('./commands/completion.js').then((m) => m.printCompletion(shell, program, terminal))),
    );
}
