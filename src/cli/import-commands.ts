import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { collect, engineOption, type ExitCode } from './options.js';
import type { Terminal } from './terminal.js';

const IMPORT_EXAMPLES = `
A checkpoint is read without executing anything in it: see docs/import.md.

Examples:
  giq world import theirs --generator gan.ckpt --encoder simsiam.pth.tar
  giq world import theirs --generator gan.ckpt --verify latents.npy patches.npy
  giq world import theirs --generator g.pt --layers layers.json --prefix generator=netG.`;

/** `giq world import` and `giq world export`. */
export function addImportCommands(
  world: Command,
  terminal: Terminal,
  signal: AbortSignal,
  finish: (code: ExitCode) => void,
): void {
  world
    .command('import <name>')
    .description(
      "a new world with somebody else's networks: PyTorch or Lightning checkpoints, safetensors, ONNX",
    )
    .option('--generator <file>', 'a checkpoint with the generator')
    .option('--encoder <file>', 'a checkpoint with the encoder')
    .option('--discriminator <file>', 'a checkpoint with the discriminator, kept for training on')
    .addOption(new Option('--preset <name>', 'layers of the networks').choices(['paper']).default('paper'))
    .option('--layers <file>', 'JSON of layer lists by role, in place of the preset')
    .option('--prefix <role=prefix>', 'which of several networks; may be repeated', collect)
    .option('--from <world>', 'world that gives all else', 'solar-sim')
    .option('--verify <files...>', 'inputs.npy outputs.npy: what the original makes of inputs')
    .addOption(
      new Option('--tolerance <difference>', 'the most that --verify lets pass')
        .argParser(positive)
        .default(1e-4),
    )
    .option('--licence <text>', 'licence of the networks', 'not stated')
    .addOption(engineOption())
    .addHelpText('after', IMPORT_EXAMPLES)
    .action((name, flags) =>
      finish(import('./commands/world-import.js').then((m) => m.importWorld(name, flags, terminal, signal))),
    );
  world
    .command('export [name]')
    .description('write networks of a world as .safetensors or .onnx')
    .option('--generator <file>', 'where the generator goes')
    .option('--encoder <file>', 'where the encoder goes')
    .option('--inverter <file>', 'where the inverter goes')
    .action((name, flags) =>
      finish(import('./commands/world-export.js').then((m) => m.exportNetworks(name, flags, terminal))),
    );
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('a positive number is required.');
  return value;
}
