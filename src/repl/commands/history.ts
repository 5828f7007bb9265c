import { text, type Command } from './command.js';

const SHOWN = 20;

/** `:history`, `:history 100` */
export const history: Command = {
  name: 'history',
  argument: '[count]',
  summary: 'what was entered; Ctrl-R searches it',
  run: (argument, { history: entries, paint }) => {
    const count = /^\d+$/.test(argument) ? Number(argument) : SHOWN;
    const first = Math.max(0, entries.length - count);
    const width = String(entries.length).length;
    const indent = ' '.repeat(width + 2);
    return text(
      ...entries
        .slice(first)
        .map(
          (entry, index) =>
            paint('dim', String(first + index + 1).padStart(width)) +
            '  ' +
            entry.replaceAll('\n', `\n${indent}`),
        ),
    );
  },
};
