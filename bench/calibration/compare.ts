import type { Sample } from '../../src/numeric/kolmogorov-smirnov.js';
import { ksDistance, quantiles } from '../../src/numeric/kolmogorov-smirnov.js';

/** How two distributions differ. */
export interface Comparison {
  readonly name: string;
  readonly distance: number;
  /** Quantiles .05, .25, .5, .75 and .95. */
  readonly simulated: readonly number[];
  readonly real: readonly number[];
}

const PARTS = [0.05, 0.25, 0.5, 0.75, 0.95];

export function compare(name: string, simulated: Sample, real: Sample): Comparison {
  return {
    name,
    distance: ksDistance(simulated, real),
    simulated: quantiles(simulated, PARTS),
    real: quantiles(real, PARTS),
  };
}

/** A property of a patch, and another that it depends on. */
export interface Pair {
  readonly kind: string;
  readonly value: number;
  readonly given: number;
  readonly weight?: number;
}

/** Patches of the same kind whose given property is within this factor of a real patch's are its peers. */
const PEERS_WITHIN = 1.3;

/**
 * The distance of a property's distribution from the simulated one *at equal `given`*: of the ranks (0 to 1) of the real
 * values among their simulated peers, from uniform ranks. Few real patches are no sample of all regions; this asks only
 * whether the simulator could have made them.
 */
export function distanceGiven(simulated: readonly Pair[], real: readonly Pair[]): number {
  const ranks = real.map(({ kind, value, given }) => {
    const near = (pair: Pair): boolean => Math.abs(Math.log(pair.given / given)) < Math.log(PEERS_WITHIN);
    const peers = simulated.filter((pair) => pair.kind === kind && near(pair));
    return peers.filter((pair) => pair.value < value).length / peers.length;
  });
  const uniform = { values: Array.from({ length: 1000 }, (_, index) => (index + 0.5) / 1000) };
  return ksDistance({ values: ranks, weights: real.map(({ weight }) => weight ?? 1) }, uniform);
}

/** Comparisons as an aligned table. */
export function tableOf(title: string, comparisons: readonly Comparison[]): string {
  const cells = (values: readonly number[]): string =>
    values.map((value) => value.toPrecision(3).padStart(9)).join('');
  const rows = comparisons.map(
    ({ name, distance, simulated, real }) =>
      `  ${name.padEnd(10)} ${distance.toFixed(3)}  |${cells(simulated)}  |${cells(real)}`,
  );
  return [`${title}: KS | simulated quantiles ${PARTS.join(' ')} | real`, ...rows].join('\n');
}
