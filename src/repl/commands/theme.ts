import { fail } from '../../diagnostics/diagnostic.js';
import { suggest } from '../../diagnostics/suggest.js';
import { themes } from '../theme/themes.js';
import { columnsOf, text, type Command } from './command.js';

/** `:theme`, `:theme light` */
export const theme: Command = {
  name: 'theme',
  argument: '[name]',
  summary: 'the colours: dark, light or plain',
  accepts: themes.map(({ name }) => name),
  run: (name, { theme: current, paint }) => {
    if (name === '') {
      const rows = themes.map((one) => [`${one === current ? '●' : '○'} ${one.name}`, one.title] as const);
      return text(...columnsOf(rows, paint));
    }
    const chosen = themes.find((one) => one.name === name);
    return chosen ? { kind: 'theme', theme: chosen } : unknown(name);
  },
};

function unknown(name: string): never {
  const near = suggest(
    name,
    themes.map((one) => one.name),
  );
  return fail('usage', { problem: `there is no theme \`${name}\`` }, { hints: near.map((one) => `\`${one}\` might be meant`) });
}
