import { allCommands, namesOf, type CommandEntry, type OptionEntry } from './command-tree.js';
import { quoted } from './quoted.js';

/** Completion for zsh: a function for each command, for `fpath` or to be sourced. */
export function zshCompletion(program: CommandEntry): string {
  const own = functionOf(program);
  return `#compdef ${program.name}
# Completion of ${program.name} for zsh, made by \`${program.name} completion zsh\`.
${allCommands(program).map(functionText).join('\n')}
if [[ \${funcstack[1]} == ${own} ]]; then ${own} "$@"; else compdef ${own} ${program.name}; fi
`;
}

const functionOf = ({ path }: CommandEntry): string => `_${path.replaceAll(' ', '_')}`;

function functionText(command: CommandEntry): string {
  const rest = command.commands.length > 0 ? groupOf(command) : leafOf(command);
  return `${functionOf(command)}() {\n${rest}\n}`;
}

function leafOf({ options, words, takesPaths }: CommandEntry): string {
  const values = words.length > 0 ? [`'*:word:(${words.join(' ')})'`] : [];
  const files = takesPaths ? ["'*:file:_files'"] : [];
  return `  _arguments -s ${[...options.flatMap(specsOf), ...values, ...files].join(' ')}`;
}

function groupOf({ options, commands }: CommandEntry): string {
  const names = commands.map(({ name, description }) => quoted(`${name}:${description}`));
  const branches = commands.map((one) => `      ${one.name}) ${functionOf(one)} ;;`);
  return `  local context state line
  local -a commands=(${names.join(' ')})
  _arguments -C ${options.flatMap(specsOf).join(' ')} '1: :->command' '*:: :->rest'
  case $state in
    command) _describe command commands ;;
    rest) case $words[1] in
${branches.join('\n')}
    esac ;;
  esac`;
}

/** `'(-q --quiet)-q[no progress]'`: what it excludes, its name, what it does, its values. */
function specsOf(option: OptionEntry): string[] {
  const names = namesOf(option);
  const before = option.isRepeatable ? '*' : names.length > 1 ? `(${names.join(' ')})` : '';
  const text = option.description.replace(/[[\]:\\]/g, '\\$&');
  return names.map((name) => quoted(`${before}${name}[${text}]${valuesOf(option)}`));
}

function valuesOf({ long, values }: OptionEntry): string {
  if (values === undefined) return '';
  const action = values === 'path' ? '_files' : values === 'free' ? ' ' : `(${values.join(' ')})`;
  return `:${long.slice(2)}:${action}`;
}
