import type { PlanQuantity } from '../../planner/plan.js';
import { verb } from '../context.js';
import { allQuantities } from '../quantities.js';
import { tableOf } from '../tables.js';
import { expectKind } from '../values.js';
import { contract, looking } from './contract.js';

interface Arguments {
  readonly parameters?: readonly PlanQuantity[];
}

export const measure = verb<Arguments>(
  contract({
    name: 'measure',
    summary: 'physical parameters as a table',
    description:
      'One row a patch: its id, the parameters asked for (all of them without arguments) and its metadata. Fluxes are ' +
      'in Mx where the size of a pixel on the Sun is known and in G px where it is not.',
    group: 'tell',
    input: ['latents', 'patches'],
    output: 'table',
    alsoKnownAs: ['parameters', 'compute', 'stats', 'quantify'],
    arguments: [
      {
        name: 'parameters',
        form: 'leading',
        type: { kind: 'quantities' },
        summary: 'which parameters',
        placeholder: '<parameter>, …',
      },
    ],
    needs: (_given, input) => looking(input),
    examples: [
      { script: 'generate 5 seed 42 | measure', note: 'everything about five regions' },
      {
        script: 'observe where cycle = 24 | take 3 | measure TUF, R',
        note: 'two parameters of three observations',
      },
    ],
  }),
  async (input, given, context, step) => {
    const { items } = expectKind(input, ['latents', 'patches'], step);
    return tableOf(items, given.parameters ?? allQuantities(context), context);
  },
);
