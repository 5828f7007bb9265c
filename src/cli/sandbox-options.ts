import type { Command } from 'commander';
import { Option } from 'commander';
import { collect, positiveNumber, wholeNumber } from './options.js';

/** Options for scripts of strangers: see docs/security.md. */
export function withSandboxOptions(command: Command): Command {
  const needsSandbox = (option: Option) => option.implies({ sandbox: true });
  return command
    .option('--sandbox', 'for scripts of strangers: no files but the world, limits of time and memory')
    .addOption(
      needsSandbox(new Option('--allow-read <folder>', 'sandbox: what lies in it may be read')).argParser(
        collect,
      ),
    )
    .addOption(
      needsSandbox(new Option('--allow-write <folder>', 'sandbox: files may be written into it')).argParser(
        collect,
      ),
    )
    .option('--time-limit <seconds>', 'sandbox: wall time', positiveNumber, 60)
    .option('--memory-limit <megabytes>', 'sandbox: memory', wholeNumber, 2048);
}
