import type { PlanExpression } from '../../planner/plan.js';
import { parametersIn } from '../../planner/expression/fields.js';
import { verb } from '../context.js';
import { selectItems } from '../selecting.js';
import { itemsOfRows } from '../tables.js';
import { expectKind, type Match, type Value } from '../values.js';
import type { Context } from '../context.js';
import { contract, looking } from './contract.js';

interface Arguments {
  readonly condition: PlanExpression;
}

export const where = verb<Arguments>(
  contract({
    name: 'where',
    summary: 'keeps what a condition holds for',
    description:
      'Conditions compare parameters and metadata with numbers, texts and dates and are joined by `and`, `or`, `not`. ' +
      'Units are checked. A comparison with a missing value is neither true nor false, so what lacks the value is left ' +
      'out (and counted aloud); `is missing` asks for it. On matches it filters the matches of every query.',
    group: 'select',
    input: ['latents', 'patches', 'matches', 'table'],
    output: 'same',
    alsoKnownAs: ['filter', 'select', 'having', 'if', 'when'],
    arguments: [
      {
        name: 'condition',
        form: 'leading',
        type: { kind: 'predicate' },
        summary: 'what must hold',
        placeholder: '<condition>',
        required: true,
      },
    ],
    needs: ({ condition }, input) =>
      parametersIn(condition as PlanExpression).length > 0 ? looking(input) : [],
    examples: [
      {
        script: 'generate 50 seed 7 | where TUF > 1.5e22 Mx and R < 50 kG px | measure TUF, R',
        note: 'flux without a steep inversion line',
      },
      {
        script: 'observe | where abs(lat) < 10 and date in 2011-01-01..2012-12-31 | take 3',
        note: 'by metadata',
      },
      {
        script: 'generate 20 seed 7 | where PSEP is not missing and PSEP > 20 px',
        note: 'regions with both polarities',
      },
    ],
  }),
  async (input, { condition }, context, step) =>
    select(expectKind(input, ['latents', 'patches', 'matches', 'table'], step), condition, context),
);

async function select(value: Value, condition: PlanExpression, context: Context): Promise<Value> {
  switch (value.kind) {
    case 'matches':
      return {
        ...value,
        queries: await Promise.all(
          value.queries.map(async (each) => ({
            ...each,
            matches: await keep(each.matches, condition, context),
          })),
        ),
      };
    case 'table': {
      const items = itemsOfRows(value, 'where');
      const kept = new Set(await selectItems(items, condition, context));
      const indices = items.map((_, index) => index).filter((index) => kept.has(items[index]));
      return {
        ...value,
        rows: indices.map((index) => value.rows[index]),
        items: indices.map((index) => items[index]),
      };
    }
    default:
      return { ...value, items: await selectItems(value.items, condition, context) };
  }
}

async function keep(
  matches: readonly Match[],
  condition: PlanExpression,
  context: Context,
): Promise<Match[]> {
  const kept = new Set(
    await selectItems(
      matches.map((match) => match.item),
      condition,
      context,
    ),
  );
  return matches.filter((match) => kept.has(match.item));
}
