import { mean, quantile, standardDeviation } from '../../numeric/statistics.js';
import { verb, type Context } from '../context.js';
import { allQuantities } from '../quantities.js';
import { numberCell, rowsOfMatches, tableOf } from '../tables.js';
import { expectKind, type Cell, type Column, type Table, type Value } from '../values.js';
import { contract, looking } from './contract.js';

export const summarise = verb(
  contract({
    name: 'summarise',
    summary: 'count, mean, spread and quantiles of every numeric column',
    description:
      'One row a column that holds numbers: how many, how many are missing, mean, standard deviation of the sample ' +
      '(divided by the count less one), smallest, median and largest value. Patches and matches are measured first; ' +
      'of matches, the observations that were found are summarised.',
    group: 'tell',
    input: ['latents', 'patches', 'matches', 'table'],
    output: 'table',
    alsoKnownAs: ['summarize', 'summary', 'aggregate', 'statistics', 'mean', 'average'],
    needs: (_given, input) => looking(input),
    examples: [
      { script: 'generate 50 seed 7 | summarise', note: 'all parameters of fifty regions' },
      {
        script: 'observe where cycle = 24 | measure TUF, R | summarise',
        note: 'the observations of a cycle',
      },
    ],
  }),
  async (input, _given, context, step) =>
    summaryOf(await asTable(expectKind(input, ['latents', 'patches', 'matches', 'table'], step), context)),
);

const COLUMNS: readonly Column[] = [
  'column',
  'unit',
  'count',
  'missing',
  'mean',
  'sd',
  'minimum',
  'median',
  'maximum',
].map((name) => ({ name, unit: '' }));

function asTable(value: Value, context: Context): Table | Promise<Table> {
  if (value.kind === 'table') return value;
  if (value.kind === 'matches') return rowsOfMatches(value, context);
  return tableOf(value.items, allQuantities(context), context);
}

function summaryOf({ columns, rows }: Table): Table {
  const summaries = columns.flatMap((column, index) => {
    const cells = rows.map((row) => row[index]);
    return isNumeric(cells) ? [[column.name, column.unit, ...summaryOfCells(cells)]] : [];
  });
  return { kind: 'table', columns: COLUMNS, rows: summaries };
}

/** Numbers and missing values; a column of nothing but missing values might be anything. */
export function isNumeric(cells: readonly Cell[]): boolean {
  return (
    cells.some((cell) => typeof cell === 'number') &&
    cells.every((cell) => cell === null || typeof cell === 'number')
  );
}

function summaryOfCells(cells: readonly Cell[]): Cell[] {
  const sorted = Float64Array.from(cells.filter((cell) => typeof cell === 'number')).sort();
  const statistics = [
    mean(sorted),
    standardDeviation(sorted),
    ...[0, 0.5, 1].map((q) => quantile(sorted, q)),
  ];
  return [sorted.length, cells.length - sorted.length, ...statistics.map(numberCell)];
}
