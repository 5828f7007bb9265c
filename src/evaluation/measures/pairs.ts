/** How alike queries and their matches are, parameter by parameter. */
import { mean, type pearson } from '../../numeric/statistics.js';
import { estimateOf } from '../estimate.js';
import type { ReportEstimate, ReportTable } from '../report.js';
import type { EvaluationContext } from '../section.js';

/** The paper's eight. */
export const COMPARED = ['TUF', 'R', 'PSEP', 'TPF', 'TNF', 'SIGMA', 'ALPHA', 'GRAD'];

/** A parameter of queries and of their best matches; pairs that lack one side are left out. */
export type Pairs = readonly (readonly [query: number, match: number])[];

/** The coefficient of the pairs, with its interval. */
export function correlationOf(
  pairs: Pairs,
  coefficient: typeof pearson,
  context: EvaluationContext,
): ReportEstimate {
  const [left, right] = [0, 1].map((side) => Float64Array.from(pairs, (pair) => pair[side]));
  const of = (rows: ArrayLike<number>) =>
    coefficient(
      Float64Array.from(rows, (row) => left[row]),
      Float64Array.from(rows, (row) => right[row]),
    );
  return estimateOf(pairs.length, of, context.stream('bootstrap'));
}

/** The mean, with its interval. */
export function meanOf(values: readonly number[], context: EvaluationContext): ReportEstimate {
  const of = (rows: ArrayLike<number>) => mean(Float64Array.from(rows, (row) => values[row]));
  return estimateOf(values.length, of, context.stream('bootstrap'));
}

/** 1 for each pair of equals, 0 for each other one. */
export const agreements = (pairs: Pairs): number[] => pairs.map(([query, match]) => Number(query === match));

/** A row a parameter, a column a method. */
export function correlationTable<T extends { readonly title: string }>(
  title: string,
  results: readonly T[],
  of: (result: T) => readonly ReportEstimate[],
): ReportTable {
  return {
    title: `${title} of query and best match`,
    note:
      'With 95 % bootstrap intervals (percentiles of 500 resamples of the pairs). Pairs that lack the parameter on one ' +
      'side are left out. Methods that use a parameter directly are to be judged by the others.',
    columns: [{ name: 'parameter' }, ...results.map(({ title: name }) => ({ name }))],
    rows: COMPARED.map((name, index) => [name, ...results.map((result) => of(result)[index])]),
  };
}
