/** Descriptive statistics in float64. Values must be finite; what is missing is left out by the caller. */

/** The arithmetic mean; NaN of none. */
export function mean(values: ArrayLike<number>): number {
  return sum(Float64Array.from(values)) / values.length;
}

/** Standard deviation of the sample (divided by count − 1); NaN of fewer than two values. */
export function standardDeviation(values: ArrayLike<number>): number {
  if (values.length < 2) return NaN;
  const center = mean(values);
  const squares = sum(Float64Array.from(values, (value) => (value - center) ** 2));
  return Math.sqrt(squares / (values.length - 1));
}

/**
 * Linear between the two nearest ranks: type 7 of Hyndman and Fan (1996), NumPy's default; NaN of none.
 *
 * @param sorted rising
 * @param share from 0 to 1
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const rank = share * (sorted.length - 1);
  const below = Math.floor(rank);
  const [low, high] = [sorted[below] ?? NaN, sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN];
  return low + (rank - below) * (high - low);
}

/** Pearson's correlation coefficient; NaN of fewer than two pairs and where one side is constant. */
export function pearson(left: ArrayLike<number>, right: ArrayLike<number>): number {
  const [a, b] = [centred(left), centred(right)];
  const products = sum(a.map((value, index) => value * b[index]));
  const lengths = Math.sqrt(sum(a.map((value) => value ** 2))) * Math.sqrt(sum(b.map((value) => value ** 2)));
  // Rounding may put a perfect correlation beyond 1 by an ulp.
  return lengths > 0 ? Math.max(-1, Math.min(1, products / lengths)) : NaN;
}

/** Spearman's rank correlation coefficient, ties with their mean rank; NaN as `pearson`. */
export function spearman(left: ArrayLike<number>, right: ArrayLike<number>): number {
  return pearson(ranks(left), ranks(right));
}

/** Ranks from 1; equal values share the mean of their ranks. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from(values, (_, index) => index).sort((a, b) => values[a] - values[b]);
  const result = new Float64Array(values.length);
  for (let first = 0, next; first < order.length; first = next) {
    next = first + 1;
    while (next < order.length && values[order[next]] === values[order[first]]) next++;
    for (let place = first; place < next; place++) result[order[place]] = (first + 1 + next) / 2;
  }
  return result;
}

function centred(values: ArrayLike<number>): Float64Array {
  const center = mean(values);
  return Float64Array.from(values, (value) => value - center);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
