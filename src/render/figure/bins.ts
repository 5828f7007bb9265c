/** Equal bins with round edges. */

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const ROUND_STEPS = [1, 2, 2.5, 5, 10];

/** Steps finer than this share of the values, or than this at all, drown in rounding. */
const FINEST_SHARE = 1e-10;
const FINEST = 1e-300;

/** Round edges that cover the finite values, about `wanted` bins; values that are all but equal get one bin around them. */
export function roundEdges(values: readonly number[], wanted: number): number[] {
  const known = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const least = (high - low) / wanted;
  const largest = Math.max(-low, high);
  if (!(least > Math.max(FINEST, FINEST_SHARE * largest))) return around(low, high, largest);
  const step = roundStep(least);
  const edge = (index: number) => Number((index * step).toPrecision(12));
  let [first, last] = [Math.floor(low / step), Math.floor(high / step) + 1];
  // Rounding may have put the outermost edges on the wrong side.
  if (edge(first) > low) first--;
  if (edge(last) <= high) last++;
  return Array.from({ length: last - first + 1 }, (_, index) => edge(first + index));
}

function around(low: number, high: number, largest: number): number[] {
  const margin = Math.max(0.5, FINEST_SHARE * largest);
  return [low - margin, high + margin];
}

/** The next step of 1, 2, 2.5 or 5 times a power of ten. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ROUND_STEPS.find((step) => step * power >= least * (1 - 1e-9))!;
}

/** How many values lie in each bin: from its lower edge on, below its upper one; missing ones in none. */
export function countIn(edges: readonly number[], values: readonly number[]): Bin[] {
  return edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1];
    return { from, to, count: values.filter((value) => value >= from && value < to).length };
  });
}
