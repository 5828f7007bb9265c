/** `giq archive …` */
import type { Command } from 'commander';
import { Option } from 'commander';
import { MISSING_MOST } from '../archive/create/task.js';
import { withFetchOptions } from './fetch-options.js';
import {
  engineOption,
  positiveNumber,
  shareNumber,
  wholeNumber,
  worldOption,
  type ExitCode,
} from './options.js';
import type { Terminal } from './terminal.js';

export function addArchiveCommands(
  program: Command,
  terminal: Terminal,
  signal: AbortSignal,
  finish: (code: ExitCode) => void,
): void {
  const archive = program.command('archive').description('archives of observations');
  archive
    .command('index')
    .description('catalogue, embeddings and search index of the archive')
    .addOption(worldOption())
    .addOption(engineOption())
    .option('--update', 'take the archive as it is now: what is new is embedded, what is gone drops out')
    .addOption(
      new Option(
        '--vectors <kind>',
        'rows of a large archive in memory: whole, or of 8 bits a number (default: as before, or float32)',
      ).choices(['float32', 'int8']),
    )
    .option(
      '--workers <count>',
      'threads that embed and measure (default: one a core, 4 at most)',
      wholeNumber,
    )
    .option('--shard <i/n>', 'one of n equal parts, into a database that several machines fill')
    .action((flags) =>
      finish(import('./commands/archive-index.js').then((m) => m.indexArchive(flags, terminal, signal))),
    );
  withFetchOptions(archive.command('fetch'))
    .description('observations and their keywords from JSOC or another site of its kind')
    .action((flags) =>
      finish(import('./commands/archive-fetch.js').then((m) => m.fetchArchive(flags, terminal, signal))),
    );
  archive
    .command('verify <folder>')
    .description('compare the files of an archive with their hashes')
    .action((folder) =>
      finish(import('./commands/archive-verify.js').then((m) => m.verifyArchive(folder, terminal))),
    );
  withPreparationOptions(archive.command('create <name> <from...>'))
    .description('an archive of FITS, HDF5, NPY, NPZ, PNG or JPEG files: files, folders, patterns')
    .action((name, from, flags) =>
      finish(
        import('./commands/archive-create.js').then((m) =>
          m.createArchiveOf(name, from, flags, terminal, signal),
        ),
      ),
    );
}

function withPreparationOptions(command: Command): Command {
  return command
    .option('--out <folder>', 'folder of the archive; `archives/NAME` by default')
    .option('--metadata <file>', 'CSV table of all images, matched by its column `file`, or by order')
    .option('--hdf5-path <path>', 'data set of an HDF5 file that has several')
    .option(
      '--hdf5-plane <number>',
      'HDF5: the channel that is the field, where the first axis is channels',
      wholeNumber,
    )
    .addOption(
      new Option('--row-zero <end>', 'HDF5, NPY, NPZ: what the first row is').choices(['north', 'south']),
    )
    .addOption(new Option('--unit <unit>', 'what stored numbers are in').choices(['G', 'kG', 'mT', 'T']))
    .option('--scale <gauss>', 'PNG, JPEG: the field of white; black is its negative', positiveNumber)
    .option('--offset <code>', 'PNG, JPEG: the code of 0 G, with one code a gauss', wholeNumber)
    .option('--missing <share>', 'largest share of pixels without a value', shareNumber, MISSING_MOST)
    .option('--any-quality', 'take observations whose quality flag says that they should not be used')
    .option('--workers <count>', 'threads that decode files (default: one a core, 4 at most)', wholeNumber)
    .option('--resume', 'go on with a run that was interrupted');
}
