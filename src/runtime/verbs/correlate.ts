import { diagnose } from '../../diagnostics/diagnostic.js';
import type { PlanQuantity } from '../../planner/plan.js';
import { verb, type Context } from '../context.js';
import { correlationMatrix, correlationsOfPairs, type Pair, type Series } from '../correlating.js';
import { allQuantities, measured } from '../quantities.js';
import { itemsOfRows } from '../tables.js';
import { expectKind, type Item, type Matches, type Table } from '../values.js';
import { contract, looking } from './contract.js';
import { isNumeric } from './summarise.js';

interface Arguments {
  readonly parameters?: readonly PlanQuantity[];
  readonly rank?: number;
  readonly method: 'pearson' | 'spearman';
}

export const correlate = verb<Arguments>(
  contract({
    name: 'correlate',
    summary: 'correlations between queries and their matches, or between parameters',
    description:
      'Of matches: for each parameter, the correlation (Pearson, Spearman) between the queries and their matches of one ' +
      'rank, how many pairs it comes from and how many were left out because a value is missing; for POLARITY the share ' +
      'of pairs that agree. Both sides are compared in pixels of the patch (fluxes in G px), because the nominal pixel ' +
      'of a generated patch and the true one of an observation differ. Of patches and tables: the matrix of all ' +
      'pairwise correlations, each from the rows that have both values.',
    group: 'tell',
    input: ['latents', 'patches', 'matches', 'table'],
    output: 'table',
    alsoKnownAs: ['corr', 'correlation', 'cor', 'pearson', 'spearman'],
    arguments: [
      {
        name: 'parameters',
        form: 'leading',
        type: { kind: 'quantities' },
        summary: 'which parameters; all of them, or all columns of a table, without',
        placeholder: '<parameter>, …',
      },
      {
        name: 'rank',
        form: 'named',
        type: { kind: 'integer', min: 1, max: Number.MAX_SAFE_INTEGER },
        summary: 'which match of each query is compared; the first by default',
        placeholder: '<rank>',
      },
      {
        name: 'method',
        form: 'named',
        type: { kind: 'choice', values: ['pearson', 'spearman'] },
        summary: 'coefficient of a matrix; of matches both are given',
        placeholder: 'pearson|spearman',
        default: 'pearson',
      },
    ],
    needs: (_given, input) => looking(input),
    examples: [
      {
        script: 'generate 20 seed 1 | retrieve k=1 | correlate TUF, R, PSEP, POLARITY',
        note: 'how well matches resemble their queries',
      },
      { script: 'generate 50 seed 7 | correlate TUF, R, PSEP', note: 'a matrix' },
    ],
  }),
  async (input, given, context, step) => {
    const value = expectKind(input, ['latents', 'patches', 'matches', 'table'], step);
    if (value.kind === 'matches') return correlateMatches(value, given, context);
    if (value.kind === 'table' && !given.parameters)
      return correlationMatrix(seriesOfTable(value), given.method);
    const items = value.kind === 'table' ? itemsOfRows(value, 'correlate') : value.items;
    return correlationMatrix(await seriesOfItems(items, given, context), given.method);
  },
);

async function correlateMatches(
  { queries }: Matches,
  { parameters, rank = 1 }: Arguments,
  context: Context,
): Promise<Table> {
  const pairs = queries.flatMap(({ query, matches }): Pair[] => {
    const match = matches.find((candidate) => candidate.rank === rank);
    return match ? [[query, match.item]] : [];
  });
  if (pairs.length < queries.length)
    context.warn(
      diagnose('left-out-queries', { count: queries.length - pairs.length, of: queries.length, rank }),
    );
  const quantities = await measured(pairs.flat(), parameters ?? allQuantities(context), context);
  return correlationsOfPairs(pairs, quantities);
}

async function seriesOfItems(
  items: readonly Item[],
  { parameters }: Arguments,
  context: Context,
): Promise<Series[]> {
  const quantities = await measured(items, parameters ?? allQuantities(context), context);
  return quantities.map(({ name, onPatch }) => ({ name, values: items.map((item) => onPatch(item).value) }));
}

function seriesOfTable({ columns, rows }: Table): Series[] {
  return columns.flatMap(({ name }, index) => {
    const cells = rows.map((row) => row[index]);
    return isNumeric(cells)
      ? [{ name, values: cells.map((cell) => (typeof cell === 'number' ? cell : NaN)) }]
      : [];
  });
}
