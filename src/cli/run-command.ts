import { Option, type Command } from 'commander';
import { collect, engineOption, worldOption, type ExitCode } from './options.js';
import { OUTPUT_FORMATS } from './output/writer.js';
import { withSandboxOptions } from './sandbox-options.js';
import type { Terminal } from './terminal.js';

export const loadRun = () => import('./commands/run.js');

export const evalOption = () =>
  new Option('-e, --eval <text>', 'a script as text; may be repeated').argParser(collect);

/** What `giq run` and `giq -e` share. */
export function withRunOptions(command: Command): Command {
  return command
    .addOption(evalOption())
    .addOption(worldOption())
    .addOption(engineOption())
    .addOption(
      new Option('--format <format>', 'how to print results').choices(OUTPUT_FORMATS).default('text'),
    )
    .option('--out <file>', 'write results there instead of to stdout')
    .option(
      '--report <file>',
      'write a report of the whole script there: one HTML file that needs nothing else',
    )
    .option('-q, --quiet', 'no progress, notes or warnings');
}

/** `giq run FILE…`, in a process of its own where the script is a stranger's. */
export function addRunCommand(
  program: Command,
  terminal: Terminal,
  signal: AbortSignal,
  finish: (code: ExitCode) => void,
): void {
  withSandboxOptions(
    withRunOptions(
      program
        .command('run [files...]')
        .description(
          'run scripts (`-` is standard input), or those that made saved files: figure.png, report.html',
        ),
    ),
  )
    .option('-y, --yes', 'let the script of a saved file write its files')
    .action((files, flags) =>
      finish(
        flags.sandbox
          ? import('./sandbox/run-sandboxed.js').then((m) => m.runSandboxed(files, flags, terminal, signal))
          : loadRun().then(({ run }) => run(files, flags, terminal, signal)),
      ),
    );
}
