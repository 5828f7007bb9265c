import { GiqError, isError } from '../../diagnostics/diagnostic.js';
import { text, type Command } from './command.js';
import { statementOr } from './last-statement.js';

/** `:plan generate seed 1 | shift R +2` */
export const plan: Command = {
  name: 'plan',
  argument: '[pipeline]',
  summary: 'the plan as JSON; of the last entry without one',
  accepts: 'script',
  run: async (pipeline, host) => {
    const { plan: planned, diagnostics } = await host.session.check(statementOr(pipeline, host));
    if (!planned) throw new GiqError(...diagnostics.filter(isError));
    return text(JSON.stringify(planned, null, 2));
  },
};
