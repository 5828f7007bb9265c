import type { CommanderError } from 'commander';
import { Command, Option } from 'commander';
import { fail } from '../diagnostics/diagnostic.js';
import { suggest } from '../diagnostics/suggest.js';
import { versionText } from '../runtime/version.js';
import { addArchiveCommands } from './archive-commands.js';
import { EXIT } from './exit-codes.js';
import type { RunFlags } from './commands/run.js';
import { addImportCommands } from './import-commands.js';
import { engineOption, shareNumber, wholeNumber, worldOption, type ExitCode } from './options.js';
import { addRunCommand, evalOption, loadRun, withRunOptions } from './run-command.js';
import { addShellCommands } from './shell-commands.js';
import type { Terminal } from './terminal.js';
import { addTrainCommands } from './train-commands.js';
import type { WorldAndEngineFlags } from './world-and-engine.js';

const EXAMPLES = `
Examples:
  giq -e 'generate seed 42 | shift TUF +3 keeping R | flip polarity | retrieve k=5'
  giq -e 'load "observation.fits" | retrieve k=3' --format json
  giq -e 'describe world'
  giq run script.giq`;

/** Talks with somebody at the terminal until they leave. Given from above, where the REPL lives. */
export type Interactive = (
  flags: WorldAndEngineFlags,
  terminal: Terminal,
  signal: AbortSignal,
) => Promise<number>;

/** Builds the command line. Commands are loaded when they run, so that `--help` loads none. */
export function createProgram(
  terminal: Terminal,
  signal: AbortSignal,
  finish: (code: ExitCode) => void,
  interactive?: Interactive,
): Command {
  const program = new Command('giq')
    .description(
      'Ask for a solar active region in the latent space of a generative model; get real observations back.',
    )
    .version(versionText(), '-v, --version', 'versions of giq and Node')
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.narrate, outputError: inHouseStyle })
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('`giq --help` lists the commands')
    .enablePositionalOptions();
  withRunOptions(program)
    .usage('[options] [command]')
    .argument('[word]')
    .allowExcessArguments()
    .action((word, flags) => {
      if (word !== undefined) refuseCommand(word, program);
      if (flags.eval) return finish(loadRun().then(({ run }) => run([], flags, terminal, signal)));
      if (interactive && terminal.input === 'keyboard') return finish(interactive(flags, terminal, signal));
      finish(runPiped(program, flags, terminal, signal));
    });
  addScriptCommands(program, terminal, signal, finish);
  addWorldCommands(program, terminal, signal, finish);
  addBuildCommands(program, terminal, signal, finish);
  addShellCommands(program, terminal, finish);
  addHelpCommand(program);
  return program;
}

/** `giq help world import` is `giq world import --help`. */
function addHelpCommand(program: Command): void {
  program
    .command('help [command...]')
    .description('how a command is used')
    .action((words: readonly string[]) =>
      words
        .reduce((command, word) => {
          const named = command.commands.find((one) => one.name() === word);
          return named ?? refuseCommand(word, command);
        }, program)
        .help(),
    );
}

function refuseCommand(word: string, program: Command): never {
  const commands = program.commands.map((command) => command.name());
  const near = word.endsWith('.giq') ? [`run ${word}`] : suggest(word, commands);
  const hints = near.map((command) => `\`giq ${command}\` might be meant`);
  return fail('usage', { problem: `there is no command \`${word}\`` }, { hints });
}

/** Commander's complaints look like all others. */
function inHouseStyle(text: string, write: (text: string) => void): void {
  write(text.replace(/^error: /, 'error[usage]: '));
}

/** A script on standard input runs; without one there is nothing to do but to tell what there is. */
async function runPiped(
  program: Command,
  flags: RunFlags,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const text = terminal.input === 'piped' ? await terminal.readStdin() : '';
  if (text.trim() === '') return help(program, terminal);
  const { run } = await loadRun();
  return run(['-'], flags, { ...terminal, readStdin: async () => text }, signal);
}

async function help(program: Command, terminal: Terminal): Promise<number> {
  terminal.out(program.helpInformation());
  return EXIT.usage;
}

const shortFormat = () =>
  new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text');

function addScriptCommands(
  program: Command,
  terminal: Terminal,
  signal: AbortSignal,
  finish: (code: ExitCode) => void,
): void {
  addRunCommand(program, terminal, signal, finish);
  program
    .command('check [files...]')
    .description('find what is wrong with scripts without running them')
    .addOption(evalOption())
    .addOption(worldOption())
    .addOption(shortFormat())
    .option('-q, --quiet', 'no warnings')
    .action((files, flags) =>
      finish(import('./commands/check.js').then((m) => m.checkScripts(files, flags, terminal))),
    );
  program
    .command('fmt [files...]')
    .description('bring scripts into the canonical layout')
    .addOption(evalOption())
    .option('--check', 'only tell which would change')
    .action((files, flags) =>
      finish(import('./commands/fmt.js').then((m) => m.formatScripts(files, flags, terminal))),
    );
  program
    .command('explain [files...]')
    .description('show what scripts would do: steps, directions, what would be loaded')
    .addOption(evalOption())
    .addOption(worldOption())
    .addOption(shortFormat())
    .action((files, flags) =>
      finish(import('./commands/explain.js').then((m) => m.explainScripts(files, flags, terminal))),
    );
}

const outWorldOption = () =>
  new Option('--out <folder>', 'leave the world as it is, and change a copy there');

function addWorldCommands(
  program: Command,
  terminal: Terminal,
  signal: AbortSignal,
  finish: (code: ExitCode) => void,
): void {
  const world = program.command('world').description('look at worlds');
  const load = () => import('./commands/world.js');
  world
    .command('list')
    .description('all worlds')
    .action(() => finish(load().then((m) => m.listAllWorlds(terminal))));
  world
    .command('info [name]')
    .description('what is in a world')
    .action((name) => finish(load().then((m) => m.worldInfo(name, terminal))));
  world
    .command('verify [name]')
    .description('compare its files with their hashes')
    .action((name) => finish(load().then((m) => m.verifyWorld(name, terminal))));
  world
    .command('install [name]')
    .description('put a trained generator or encoder into a world; what was made with the old one goes')
    .option('--generator <folder>', 'as `giq train generator` writes it')
    .option('--encoder <folder>', 'as `giq train encoder` writes it')
    .option('--inverter <folder>', 'as `giq train inverter` writes it')
    .addOption(outWorldOption())
    .action((name, flags) =>
      finish(import('./commands/world-install.js').then((m) => m.installNetworks(name, flags, terminal))),
    );
  world
    .command('learn [files...]')
    .description('run scripts, and keep what they define and learn in a world')
    .addOption(evalOption())
    .addOption(worldOption())
    .addOption(engineOption())
    .addOption(outWorldOption())
    .action((files, flags) =>
      finish(import('./commands/world-learn.js').then((m) => m.learnInWorld(files, flags, terminal, signal))),
    );
  addImportCommands(world, terminal, signal, finish);
  addWorldCreate(world, terminal, signal, finish);
  program
    .command('doctor')
    .description('which engines work here and how fast they are')
    .addOption(worldOption())
    .action((flags) => finish(import('./commands/doctor.js').then((m) => m.doctor(flags.world, terminal))));
}

function addWorldCreate(
  world: Command,
  terminal: Terminal,
  signal: AbortSignal,
  finish: (code: ExitCode) => void,
): void {
  world
    .command('create <name>')
    .description('a world of an archive, with networks that begin as those of another world')
    .requiredOption('--archive <folder>', 'as `giq archive create` writes it')
    .option('--from <world>', 'world to begin with; solar-sim by default')
    .option('--out <folder>', 'folder of the world; `worlds/NAME` by default')
    .addOption(engineOption())
    .option('--held-out <share>', 'share of regions that nothing is trained on', shareNumber, 0.15)
    .option('--seed <seed>', 'names the regions that are held out, and latents', wholeNumber, 1)
    .option('--quick', 'go on training encoder and generator on the archive, by the quick recipes')
    .option('--encoder-recipe <file>', 'go on training the encoder by this recipe')
    .option('--generator-recipe <file>', 'go on training the generator by this recipe')
    .option('--samples <count>', 'generated patches for directions', wholeNumber, 10_000)
    .option(
      '--queries <count>',
      'generated patches for the figures of the card; 0 for none',
      wholeNumber,
      200,
    )
    .option(
      '--workers <count>',
      'workers that share each batch (default: one a core, 4 at most)',
      wholeNumber,
    )
    .option('--resume', 'go on with a world whose making was interrupted')
    .action((name, flags) =>
      finish(import('./commands/world-create.js').then((m) => m.createWorld(name, flags, terminal, signal))),
    );
}

function addBuildCommands(
  program: Command,
  terminal: Terminal,
  signal: AbortSignal,
  finish: (code: ExitCode) => void,
): void {
  addTrainCommands(program, terminal, signal, finish);
  addEvaluateCommand(program, terminal, signal, finish);
  addArchiveCommands(program, terminal, signal, finish);
}

function addEvaluateCommand(
  program: Command,
  terminal: Terminal,
  signal: AbortSignal,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('evaluate [world]')
    .description('how good the directions, generator and retrieval of a world are')
    .addOption(worldOption())
    .addOption(engineOption())
    .option(
      '--only <sections>',
      'some of directions, calibrated, generator, retrieval, observations, self-retrieval, inversion',
    )
    .option('--seed <seed>', 'names all random numbers', wholeNumber, 1)
    .option('--queries <count>', 'generated patches to look at', wholeNumber, 1000)
    .addOption(
      new Option('--format <format>', 'how to print').choices(['text', 'json', 'html']).default('text'),
    )
    .option('--out <file>', 'write the report there instead of to stdout')
    .action((name, flags) =>
      finish(
        import('./commands/evaluate.js').then((m) =>
          m.evaluate({ ...flags, ...(name !== undefined && { world: name }) }, terminal, signal),
        ),
      ),
    );
}

/** Commander's own complaints are usage errors; help and version are not errors. */
export function exitCodeOfCommander({ exitCode }: CommanderError): number {
  return exitCode === 0 ? EXIT.ok : EXIT.usage;
}
