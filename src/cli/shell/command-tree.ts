/** The command line as data, for what is made of it: completion scripts and the manual page. */
import type { Argument, Command, Help, Option } from 'commander';

/** What the value of an option or an argument is: one of some words, a file or folder, or something free. */
export type Values = readonly string[] | 'path' | 'free';

export interface OptionEntry {
  /** `-q`, where there is one. */
  readonly short?: string;
  /** `--quiet` */
  readonly long: string;
  /** As in the help: `-q, --quiet`, `--out <file>`. */
  readonly flags: string;
  readonly description: string;
  /** The description with choices, default and environment variable. */
  readonly explanation: string;
  /** Absent where it takes none. */
  readonly values?: Values;
  readonly isRepeatable: boolean;
}

export interface CommandEntry {
  readonly name: string;
  /** From the program on: `giq world import`. */
  readonly path: string;
  readonly description: string;
  /** As in the help: `[files...]`. */
  readonly usage: string;
  readonly options: readonly OptionEntry[];
  readonly takesPaths: boolean;
  /** What an argument may be, where it is one of some words. */
  readonly words: readonly string[];
  readonly commands: readonly CommandEntry[];
}

/** Values of options by their names, where the program itself does not list them. */
export type KnownValues = Readonly<Record<string, readonly string[]>>;

/** The tree of a program's commands. */
export function commandTree(command: Command, known: KnownValues = {}, parents = ''): CommandEntry {
  const path = `${parents} ${command.name()}`.trim();
  const help = command.createHelp();
  return {
    name: command.name(),
    path,
    description: command.description(),
    usage: command.usage(),
    options: help.visibleOptions(command).map((option) => optionEntry(option, help, known)),
    takesPaths: command.registeredArguments.some(isPath),
    words: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
    commands: command.commands.map((one) => commandTree(one, known, path)),
  };
}

/** An entry and all below it, itself first. */
export function allCommands(entry: CommandEntry): readonly CommandEntry[] {
  return [entry, ...entry.commands.flatMap(allCommands)];
}

/** The words by which options are called. */
export const namesOf = ({ short, long }: OptionEntry): readonly string[] => (short ? [short, long] : [long]);

function optionEntry(option: Option, help: Help, known: KnownValues): OptionEntry {
  const { short, long, flags, description, required, optional, variadic } = option;
  return {
    ...(short && { short }),
    ...{ long: long!, flags, description, explanation: help.optionDescription(option) },
    ...((required || optional) && { values: valuesOfOption(option, known) }),
    isRepeatable: variadic || /may be repeated/.test(description),
  };
}

const PATHS = /<(file|folder|files\.\.\.)>/;

function valuesOfOption({ argChoices, long, flags }: Option, known: KnownValues): Values {
  return argChoices ?? known[long!] ?? (PATHS.test(flags) ? 'path' : 'free');
}

const isPath = (argument: Argument): boolean => /^(files?|folder|from)$/.test(argument.name());
