import { fail } from '../../diagnostics/diagnostic.js';
import { suggest } from '../../diagnostics/suggest.js';
import { themes } from '../theme/themes.js';
import { columnsOf, text, type Answer, type Command, type Host } from './command.js';

const maps = ['grey', 'red-blue'] as const;

/** `:theme`, `:theme light` */
export const theme: Command = {
  name: 'theme',
  argument: '[name]',
  summary: 'the colours of the text, and of magnetograms',
  accepts: [...themes.map(({ name }) => name), ...maps],
  run: (name, host) => {
    if (name === '') return overview(host);
    const map = maps.find((one) => one === name);
    if (map) return { kind: 'map', map };
    const chosen = themes.find((one) => one.name === name);
    return chosen ? { kind: 'theme', theme: chosen } : unknown(name);
  },
};

function overview(host: Host): Answer {
  const { theme: current, map } = host;
  const rows = [
    ...themes.map((one) => [mark(one === current, one.name), one.title] as const),
    ...maps.map((one) => [mark(one === map, one), 'magnetograms'] as const),
  ];
  return text(...columnsOf(rows, host));
}

function mark(chosen: boolean, name: string): string {
  return `${chosen ? '●' : '○'} ${name}`;
}

function unknown(name: string): never {
  const near = suggest(name, [...themes.map((one) => one.name), ...maps]);
  return fail(
    'usage',
    { problem: `there is no theme \`${name}\`` },
    { hints: near.map((one) => `\`${one}\` might be meant`) },
  );
}
