/** `giq train …` */
import type { Command } from 'commander';
import { Option } from 'commander';
import { engineOption, wholeNumber, worldOption, type ExitCode } from './options.js';
import type { Terminal } from './terminal.js';

export function addTrainCommands(
  program: Command,
  terminal: Terminal,
  signal: AbortSignal,
  finish: (code: ExitCode) => void,
): void {
  const train = program.command('train').description('train parts of a world');
  train
    .command('directions')
    .description('latent directions and statistics from generated patches')
    .addOption(worldOption())
    .addOption(engineOption())
    .option('--samples <count>', 'generated patches, 7 of 10 for training', wholeNumber, 10_000)
    .option('--seed <seed>', 'names the latents', wholeNumber, 1)
    .addOption(
      new Option('--solver <solver>', 'of the linear SVM')
        .choices(['primal', 'dual', 'ml-svm'])
        .default('primal'),
    )
    .action((flags) =>
      finish(
        import('./commands/train-directions.js').then((m) => m.trainDirections(flags, terminal, signal)),
      ),
    );
  withRecipeOptions(train.command('generator'), 'generator')
    .description('a generator of patches like those of the archive, as a recipe says')
    .action((flags) =>
      finish(import('./commands/train-generator.js').then((m) => m.trainGenerator(flags, terminal, signal))),
    );
  withRecipeOptions(train.command('encoder'), 'encoder')
    .description('an encoder by whose embedding patches of the archive are found, as a recipe says')
    .action((flags) =>
      finish(import('./commands/train-encoder.js').then((m) => m.trainEncoder(flags, terminal, signal))),
    );
  withRecipeOptions(train.command('inverter'), 'inverter')
    .description('a first guess at the latent of a picture, for `invert`, as a recipe says')
    .action((flags) =>
      finish(import('./commands/train-inverter.js').then((m) => m.trainInverter(flags, terminal, signal))),
    );
}

const RECIPES = {
  generator: 'recipes/generator-better.yaml',
  encoder: 'recipes/encoder-better.yaml',
  inverter: 'recipes/inverter.yaml',
} as const;

/** Options of every training by recipe. */
function withRecipeOptions(command: Command, part: keyof typeof RECIPES): Command {
  return command
    .requiredOption('--recipe <file>', `what to train and how, such as ${RECIPES[part]}`)
    .addOption(worldOption())
    .addOption(engineOption())
    .option('--out <folder>', 'checkpoints, log and result go there', `${part}-training`)
    .option('--workers <count>', 'workers that share each batch', wholeNumber, 1)
    .option(
      '--start <folder>',
      'begin with the weights of an earlier training, or of a world, of the same networks',
    )
    .option(
      '--also <files...>',
      'further patches to train on: FITS, NPY, NPZ or PNG files, stacks among them',
    )
    .option('--resume', 'go on from the last checkpoint');
}
