/** Correlation coefficients as tables. A pair that lacks one side is left out and counted. */
import { pearson, spearman } from '../numeric/statistics.js';
import type { Quantity } from './quantities.js';
import { numberCell } from './tables.js';
import type { Cell, Column, Item, Table } from './values.js';

export const coefficients = { pearson, spearman } as const;

/** A query and one of its matches. */
export type Pair = readonly [query: Item, match: Item];

/** Values by row, NaN where missing. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

const columnsNamed = (...names: string[]): Column[] => names.map((name) => ({ name, unit: '' }));

/**
 * How well each quantity of the queries is found again in their matches: one row a quantity.
 *
 * Both sides are in pixels of the patch, since a generated patch has its world's nominal scale and an observation its
 * own. A sign has no correlation worth the name, so POLARITY gets the share of pairs that agree.
 */
export function correlationsOfPairs(pairs: readonly Pair[], quantities: readonly Quantity[]): Table {
  return {
    kind: 'table',
    columns: columnsNamed('parameter', 'unit', 'pairs', 'missing', 'pearson', 'spearman', 'agreement'),
    rows: quantities.map((quantity) => {
      const unit = pairs.length > 0 ? quantity.onPatch(pairs[0][0]).unit : '';
      return [quantity.name, unit, ...correlationsOf(pairs, quantity)];
    }),
  };
}

function correlationsOf(pairs: readonly Pair[], quantity: Quantity): Cell[] {
  const values = pairs.map(([query, match]) => [
    quantity.onPatch(query).value,
    quantity.onPatch(match).value,
  ]);
  const known = values.filter((pair) => !pair.some(Number.isNaN));
  const [left, right] = [known.map(([a]) => a), known.map(([, b]) => b)];
  const counts = [known.length, pairs.length - known.length];
  if (quantity.name === 'POLARITY') return [...counts, null, null, numberCell(agreement(left, right))];
  return [...counts, numberCell(pearson(left, right)), numberCell(spearman(left, right)), null];
}

function agreement(left: readonly number[], right: readonly number[]): number {
  return left.filter((value, index) => value === right[index]).length / left.length;
}

/** All pairwise coefficients, each from the rows that have both values: one row and one column a series. */
export function correlationMatrix(series: readonly Series[], method: keyof typeof coefficients): Table {
  return {
    kind: 'table',
    columns: columnsNamed('parameter', ...series.map(({ name }) => name)),
    rows: series.map((row) => [
      row.name,
      ...series.map((column) => numberCell(correlationOfSeries(row, column, method))),
    ]),
  };
}

function correlationOfSeries(a: Series, b: Series, method: keyof typeof coefficients): number {
  const known = [...a.values.keys()].filter(
    (row) => !Number.isNaN(a.values[row]) && !Number.isNaN(b.values[row]),
  );
  return coefficients[method](
    known.map((row) => a.values[row]),
    known.map((row) => b.values[row]),
  );
}
