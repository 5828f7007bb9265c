import { quantile } from '../../numeric/statistics.js';

/** The shares that `Statistics.quantiles` are at. */
export const QUANTILE_SHARES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const;

/** What a manifest says of a parameter over a set of patches, in the parameter's base unit; NaN where nothing is known. */
export interface Statistics {
  /** Values that are not missing. */
  readonly count: number;
  readonly missing: number;
  readonly mean: number;
  /** Standard deviation of the sample (divided by count − 1), so NaN of one value. */
  readonly sd: number;
  readonly median: number;
  /** At QUANTILE_SHARES. */
  readonly quantiles: readonly number[];
}

/** @param values NaN is missing */
export function statisticsOf(values: ArrayLike<number>): Statistics {
  const sorted = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const count = sorted.length;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / count;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    count,
    missing: values.length - count,
    mean,
    sd: Math.sqrt(squares / Math.max(count - 1, 0)),
    median: quantile(sorted, 0.5),
    quantiles: QUANTILE_SHARES.map((share) => quantile(sorted, share)),
  };
}

/** The median of values without missing ones; NaN of none. */
export function medianOf(values: ArrayLike<number>): number {
  return quantile(Float64Array.from(values).sort(), 0.5);
}
