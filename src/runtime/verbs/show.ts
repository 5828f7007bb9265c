import { verb } from '../context.js';
import { expectKind } from '../values.js';
import { contract, looking } from './contract.js';

export const show = verb(
  contract({
    name: 'show',
    summary: 'shows a value and passes it on',
    description:
      'Draws pictures or prints a table at this point of the pipeline. The value goes on unchanged.',
    group: 'look',
    input: ['latents', 'patches', 'matches', 'table'],
    output: 'same',
    alsoKnownAs: ['print', 'display', 'view', 'draw'],
    needs: (_given, input) => looking(input),
    examples: [
      { script: 'generate seed 42 | show | shift TUF +3 | show', note: 'before and after' },
      { script: 'generate 3 seed 1 | measure TUF, R | show', note: 'a table' },
    ],
  }),
  async (input, _given, context, step) => {
    const value = expectKind(input, ['latents', 'patches', 'matches', 'table'], step);
    context.emit({ type: 'value', statement: context.statement, value, context, final: false });
    return value;
  },
);
