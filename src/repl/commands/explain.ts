import type { Command } from './command.js';
import { statementOr } from './last-statement.js';

/** `:explain generate seed 1 | shift R +2` */
export const explain: Command = {
  name: 'explain',
  argument: '[pipeline]',
  summary: 'steps, directions and what would be loaded; of the last entry without one',
  accepts: 'script',
  run: (pipeline, host) => ({ kind: 'run', text: `explain ${statementOr(pipeline, host)}` }),
};
