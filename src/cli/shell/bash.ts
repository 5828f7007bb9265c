import { allCommands, namesOf, type CommandEntry, type OptionEntry } from './command-tree.js';
import { quoted } from './quoted.js';

/** Completion for bash 3.2 and later. Where it offers nothing, bash offers files. */
export function bashCompletion(program: CommandEntry): string {
  const commands = allCommands(program);
  return `# Completion of ${program.name} for bash, made by \`${program.name} completion bash\`.
_${program.name}() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} path=${program.name} words= word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path $word" in
      ${commands
        .slice(1)
        .map(({ path }) => quoted(path))
        .join(' | ')}) path="$path $word" ;;
    esac
  done
  COMPREPLY=()
  case "$path $previous" in
${commands.flatMap(valueCases).join('\n')}
  esac
  case "$path" in
${commands.map(wordCase).join('\n')}
  esac
  local IFS=$'\\n'
  COMPREPLY=($(IFS=' ' compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _${program.name} ${program.name}
`;
}

/** After an option with a value come its values, or files. */
function valueCases({ path, options }: CommandEntry): string[] {
  const withValues = options.filter(({ values }) => values !== undefined);
  return withValues.map((option) => {
    const patterns = namesOf(option).map((name) => quoted(`${path} ${name}`));
    return `    ${patterns.join(' | ')}) ${reply(option)}return ;;`;
  });
}

function reply({ values }: OptionEntry): string {
  return typeof values === 'object'
    ? `COMPREPLY=($(compgen -W ${quoted(values.join(' '))} -- "$current")); `
    : '';
}

/** Names of commands and other words; options once a dash is typed, since else files are meant. */
function wordCase({ path, commands, words, options }: CommandEntry): string {
  const names = [...commands.map(({ name }) => name), ...words].join(' ');
  const flags = options.flatMap(namesOf).join(' ');
  return `    ${quoted(path)}) words=${quoted(names)}; [[ $current == -* ]] && words=${quoted(flags)} ;;`;
}
