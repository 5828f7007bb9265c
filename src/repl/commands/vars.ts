import { contents } from '../running/statement.js';
import { columnsOf, text, type Command } from './command.js';

/** `:vars` */
export const vars: Command = {
  name: 'vars',
  argument: '',
  summary: 'what is bound to names; `_` is the last value',
  run: (_argument, host) => {
    const { session, paint } = host;
    const rows = [...session.bindings].map(([name, value]) => [name, contents(value)] as const);
    return rows.length === 0 ? text(paint('dim', 'nothing is bound yet')) : text(...columnsOf(rows, host));
  },
};
