import type { FieldReference } from '../../planner/plan.js';
import { verb, type Context } from '../context.js';
import { keysOf } from '../selecting.js';
import { itemsOfRows } from '../tables.js';
import type { Scalar } from '../conditions.js';
import { expectKind, type Item, type Value } from '../values.js';
import { contract, looking } from './contract.js';

interface Arguments {
  readonly by: FieldReference;
  readonly desc?: boolean;
}

export const sort = verb<Arguments>(
  contract({
    name: 'sort',
    summary: 'orders by a parameter or a piece of metadata',
    description:
      'Smallest first, or with `desc` largest first. What lacks the value comes last either way, and equals keep their ' +
      'order. On matches it orders the matches of every query.',
    group: 'select',
    input: ['latents', 'patches', 'matches', 'table'],
    output: 'same',
    alsoKnownAs: ['order', 'orderby', 'arrange', 'rank'],
    arguments: [
      {
        name: 'by',
        form: 'named',
        type: { kind: 'field' },
        summary: 'what to order by',
        placeholder: '<field>',
        required: true,
      },
      { name: 'desc', form: 'flag', type: { kind: 'flag' }, summary: 'largest first' },
      { name: 'asc', form: 'flag', type: { kind: 'flag' }, summary: 'smallest first, as without it' },
    ],
    needs: ({ by }, input) => ((by as FieldReference).kind === 'meta' ? [] : looking(input)),
    examples: [
      { script: 'generate 20 seed 7 | sort by PSEP desc | take 3 | measure PSEP', note: 'the three widest' },
      { script: 'observe where region = 12 | sort by date', note: 'one region in the course of time' },
    ],
  }),
  async (input, given, context, step) =>
    sortValue(expectKind(input, ['latents', 'patches', 'matches', 'table'], step), given, context),
);

async function sortValue(value: Value, given: Arguments, context: Context): Promise<Value> {
  switch (value.kind) {
    case 'matches': {
      const queries = value.queries.map(async (each) => {
        const order = await orderOf(
          each.matches.map((match) => match.item),
          given,
          context,
        );
        return { ...each, matches: order.map((index) => each.matches[index]) };
      });
      return { ...value, queries: await Promise.all(queries) };
    }
    case 'table': {
      const items = itemsOfRows(value, 'sort');
      const order = await orderOf(items, given, context);
      return {
        ...value,
        rows: order.map((index) => value.rows[index]),
        items: order.map((index) => items[index]),
      };
    }
    default: {
      const order = await orderOf(value.items, given, context);
      return { ...value, items: order.map((index) => value.items[index]) };
    }
  }
}

async function orderOf(items: readonly Item[], { by, desc }: Arguments, context: Context): Promise<number[]> {
  const keys = await keysOf(items, by, context);
  return items.map((_, index) => index).sort((a, b) => compare(keys[a], keys[b], desc ? -1 : 1) || a - b);
}

function compare(a: Scalar, b: Scalar, sign: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -sign : a > b ? sign : 0;
}
