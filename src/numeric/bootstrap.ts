import { quantile } from './statistics.js';
import type { RandomStream } from './random.js';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  readonly stream: RandomStream;
  /** 500 by default. */
  readonly resamples?: number;
  /** 0.95 by default. */
  readonly level?: number;
}

/**
 * The percentile bootstrap interval (Efron 1979) of a statistic of `count` rows: rows are drawn with replacement, the
 * statistic is taken of each draw, and the middle `level` of what comes out is the interval. Draws for which the
 * statistic is NaN are left out; NaN ends where none is left.
 *
 * @param statistic of rows, given by their numbers 0..count − 1
 */
export function bootstrapInterval(
  count: number,
  statistic: (rows: Uint32Array) => number,
  { stream, resamples = 500, level = 0.95 }: BootstrapOptions,
): Interval {
  const rows = new Uint32Array(count);
  const draws = Float64Array.from({ length: resamples }, () => {
    for (let place = 0; place < count; place++) rows[place] = stream.integer(count);
    return statistic(rows);
  });
  const known = draws.filter((value) => !Number.isNaN(value)).sort();
  const tail = (1 - level) / 2;
  return { low: quantile(known, tail), high: quantile(known, 1 - tail) };
}
