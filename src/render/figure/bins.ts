/** Equal bins with round edges. */

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const ROUND_STEPS = [1, 2, 2.5, 5, 10];

/** Round edges that cover the finite values, about `wanted` bins; a single value gets one bin around it. */
export function roundEdges(values: readonly number[], wanted: number): number[] {
  const known = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  if (!(high > low)) return [low - 0.5, low + 0.5];
  const step = roundStep((high - low) / wanted);
  const [first, last] = [Math.floor(low / step), Math.floor(high / step) + 1];
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
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
