import { verb } from '../context.js';
import { expectKind, type Value } from '../values.js';
import { contract } from './contract.js';

interface Arguments {
  readonly count: number;
}

export const take = verb<Arguments>(
  contract({
    name: 'take',
    summary: 'the first few',
    description: 'The first `count` items or rows. On matches, the first of every query.',
    group: 'select',
    input: ['latents', 'patches', 'matches', 'table'],
    output: 'same',
    alsoKnownAs: ['limit', 'head', 'first', 'top'],
    arguments: [
      {
        name: 'count',
        form: 'leading',
        type: { kind: 'integer', min: 1, max: Number.MAX_SAFE_INTEGER },
        summary: 'how many',
        placeholder: '<count>',
        required: true,
      },
    ],
    examples: [
      { script: 'generate 20 seed 7 | take 4 | show', note: 'four of twenty' },
      { script: 'observe | take 10 | measure TUF', note: 'ten observations' },
    ],
  }),
  async (input, { count }, _context, step) =>
    first(expectKind(input, ['latents', 'patches', 'matches', 'table'], step), count),
);

function first(value: Value, count: number): Value {
  switch (value.kind) {
    case 'matches':
      return {
        ...value,
        queries: value.queries.map((each) => ({ ...each, matches: each.matches.slice(0, count) })),
      };
    case 'table':
      return {
        ...value,
        rows: value.rows.slice(0, count),
        ...(value.items && { items: value.items.slice(0, count) }),
      };
    default:
      return { ...value, items: value.items.slice(0, count) };
  }
}
