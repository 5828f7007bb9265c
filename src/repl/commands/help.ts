import { contracts } from '../../runtime/verbs/index.js';
import { keymap } from '../keys/keymap.js';
import { columnsOf, text, type Answer, type Command, type Host } from './command.js';
import { allCommands } from './index.js';

const groups = [
  ['source', 'where pipelines begin'],
  ['latent', 'moving in latent space'],
  ['select', 'choosing'],
  ['look', 'looking and keeping'],
  ['find', 'finding real observations'],
  ['tell', 'telling'],
] as const;

/** `:help`, `:help keys`, `:help shift` */
export const help: Command = {
  name: 'help',
  argument: '[verb | keys]',
  summary: 'this list, the keys, or what a verb does',
  accepts: 'verb',
  run: (topic, host) => {
    if (topic === '') return overview(host);
    return topic === 'keys' ? keys(host) : { kind: 'run', text: `describe ${topic}` };
  },
};

function overview(host: Host): Answer {
  const { paint } = host;
  const verbs = groups.flatMap(([group, title]) => [
    '',
    paint('heading', title),
    ...columnsOf(verbsOf(group), host),
  ]);
  const commands = allCommands().map(
    ({ name, argument, summary }) => [`:${name} ${argument}`.trim(), summary] as const,
  );
  return text(
    `Verbs are joined by ${paint('operator', '|')}: ${paint('dim', 'generate seed 42 | shift TUF +3 | retrieve k=5')}`,
    ...verbs,
    '',
    paint('heading', 'commands'),
    ...columnsOf(commands, host),
    '',
    `${paint('command', ':help shift')} tells more about a verb, ${paint('command', ':help keys')} what keys do.`,
  );
}

function verbsOf(group: string): (readonly [string, string])[] {
  return [...contracts.values()]
    .filter((contract) => contract.group === group && contract.availability === 'available')
    .map(({ name, summary }) => [name, summary] as const);
}

function keys(host: Host): Answer {
  const rows = keymap.map((binding) => [binding.keys.map(spoken).join(', '), binding.summary] as const);
  return text(...columnsOf(rows, host));
}

/** `ctrl+a` as people write it: Ctrl-A */
export function spoken(key: string): string {
  return key
    .split('+')
    .map((part) => (part.length === 1 ? part.toUpperCase() : part[0].toUpperCase() + part.slice(1)))
    .join('-');
}
