import { allCommands, type CommandEntry, type OptionEntry } from './command-tree.js';

/** Completion for fish. */
export function fishCompletion(program: CommandEntry): string {
  const commands = allCommands(program);
  return `# Completion of ${program.name} for fish, made by \`${program.name} completion fish\`.
function __${program.name}_path
    set -l path ${program.name}
    for word in (commandline -opc)[2..-1]
        if contains -- "$path $word" ${commands
          .slice(1)
          .map(({ path }) => quoted(path))
          .join(' ')}
            set path "$path $word"
        end
    end
    echo $path
end
${commands.flatMap((command) => linesOf(command, program.name)).join('\n')}
`;
}

function linesOf(command: CommandEntry, program: string): string[] {
  const here = `complete -c ${program} -n ${quoted(`test (__${program}_path) = "${command.path}"`)}`;
  return [
    ...(command.takesPaths ? [] : [`${here} -f`]),
    ...command.commands.map(({ name, description }) => `${here} -a ${name} -d ${quoted(description)}`),
    ...(command.words.length > 0 ? [`${here} -a ${quoted(command.words.join(' '))}`] : []),
    ...command.options.map((option) => `${here} ${optionOf(option)} -d ${quoted(option.description)}`),
  ];
}

/** `-r`: requires a value; `-f`: no files; `-F`: files although the command takes none. */
function optionOf({ short, long, values }: OptionEntry): string {
  const names = `${short ? `-s ${short.slice(1)} ` : ''}-l ${long.slice(2)}`;
  if (values === undefined) return names;
  if (values === 'path') return `${names} -r -F`;
  return typeof values === 'object' ? `${names} -x -a ${quoted(values.join(' '))}` : `${names} -x`;
}

/** Inside of single quotes fish knows a backslash before a quote and before itself. */
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
