/** Values and how much each counts; 1 each where no weights are given. NaN is missing and left out. */
export interface Sample {
  readonly values: ArrayLike<number>;
  readonly weights?: readonly number[];
}

/** The Kolmogorov–Smirnov distance of two samples: the largest difference of their weighted cumulative distributions. */
export function ksDistance(one: Sample, other: Sample): number {
  const steps = [...stepsOf(one, 1), ...stepsOf(other, -1)].sort((a, b) => a.value - b.value);
  let [difference, largest] = [0, 0];
  steps.forEach(({ value, rise }, index) => {
    difference += rise;
    // Equal values rise together.
    if (steps[index + 1]?.value !== value) largest = Math.max(largest, Math.abs(difference));
  });
  return largest;
}

/** c(α) of α = 0.05, √(−ln(α/2)/2). */
const COEFFICIENT_95 = 1.3581;

/**
 * What the distance of two independent samples of one distribution stays below in 95 of 100 cases, for large counts
 * (Smirnov 1948).
 */
export function ksCritical(one: number, other: number): number {
  return COEFFICIENT_95 * Math.sqrt((one + other) / (one * other));
}

/** The weighted quantiles of a sample. */
export function quantiles(sample: Sample, parts: readonly number[]): number[] {
  const steps = stepsOf(sample, 1).sort((a, b) => a.value - b.value);
  return parts.map((part) => {
    let sum = 0;
    return steps.find(({ rise }) => (sum += rise) >= part - 1e-9)?.value ?? NaN;
  });
}

/** Where the cumulative distribution rises to `sign` in the end, and by how much. */
function stepsOf({ values, weights }: Sample, sign: number): { value: number; rise: number }[] {
  const steps = Array.from(values, (value, index) => ({ value, weight: weights?.[index] ?? 1 }));
  const finite = steps.filter(({ value }) => !Number.isNaN(value));
  const total = finite.reduce((sum, { weight }) => sum + weight, 0);
  return finite.map(({ value, weight }) => ({ value, rise: (sign * weight) / total }));
}
