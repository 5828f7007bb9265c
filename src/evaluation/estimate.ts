import { bootstrapInterval } from '../numeric/bootstrap.js';
import type { RandomStream } from '../numeric/random.js';
import type { ReportEstimate } from './report.js';

/**
 * A statistic of some rows with its 95 % bootstrap interval.
 *
 * @param statistic of rows, given by their numbers 0..count − 1
 */
export function estimateOf(
  count: number,
  statistic: (rows: ArrayLike<number>) => number,
  stream: RandomStream,
): ReportEstimate {
  const all = Uint32Array.from({ length: count }, (_, row) => row);
  const { low, high } = bootstrapInterval(count, statistic, { stream });
  return { value: defined(statistic(all)), low: defined(low), high: defined(high) };
}

const defined = (value: number) => (Number.isNaN(value) ? null : value);
