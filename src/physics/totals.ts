/** What one look at every value tells. */
export interface Totals {
  readonly sum: number;
  /** Sum of the values without their signs. */
  readonly unsigned: number;
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * Sums and range of the values, which must be finite; Infinity and −Infinity for the range of none.
 *
 * Four results of one loop: each by itself would take as long, since an addition waits for the one before it.
 */
export function totalsOf(values: Float32Array): Totals {
  let sum = 0;
  let unsigned = 0;
  let minimum = Infinity;
  let maximum = -Infinity;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    sum += value;
    unsigned += Math.abs(value);
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  return { sum, unsigned, minimum, maximum };
}
