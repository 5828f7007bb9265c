/** How repeated measurements are told: by their median and quartiles, which a disturbed one does not move. */
export interface Spread {
  readonly median: number;
  /** Quartiles: half of the measurements lie between them. */
  readonly low: number;
  readonly high: number;
  readonly runs: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    low: quantile(sorted, 0.25),
    high: quantile(sorted, 0.75),
    runs: sorted.length,
  };
}

export const medianOf = (values: readonly number[]): number => spreadOf(values).median;

function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const before = Math.floor(place);
  const after = Math.min(before + 1, sorted.length - 1);
  return sorted[before] + (place - before) * (sorted[after] - sorted[before]);
}

/**
 * How probable it is that values as large as `later` come from where `earlier` came from: the one-sided p of the rank-sum
 * test of Mann and Whitney, by its normal approximation with continuity correction and without one for ties.
 */
export function probabilityOfGrowth(earlier: readonly number[], later: readonly number[]): number {
  const [m, n] = [earlier.length, later.length];
  let larger = 0;
  for (const one of later) for (const other of earlier) larger += one > other ? 1 : one === other ? 0.5 : 0;
  const deviation = Math.sqrt((m * n * (m + n + 1)) / 12);
  return upperTail((larger - (m * n) / 2 - 0.5) / deviation);
}

/** P(Z > z) of the standard normal distribution: Abramowitz and Stegun 1964, 26.2.17, within 1e-7. */
function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const sum = series.reduceRight((rest, coefficient) => (rest + coefficient) * t, 0);
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}
