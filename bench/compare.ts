/** What has become slower since an earlier run: `npm run bench -- --compare OLD.json`. */
import { ratiosOf, type Measurement, type Results } from './results.js';
import { medianOf, probabilityOfGrowth } from './statistics.js';

/** Slower by less than this is nobody's concern, however sure. */
const LEAST_GROWTH = 0.1;
/** Slower less surely than this is noise. With five rounds each, all new ones have to be above all old ones. */
const LARGEST_PROBABILITY = 0.01;

export interface Regression {
  readonly name: string;
  /** New median over old, above 1. */
  readonly growth: number;
  readonly probability: number;
}

/**
 * The measurements that have become slower beyond the noise: the median has grown by more than a tenth, and the rank-sum
 * test gives such a growth by chance less than 1 %.
 *
 * What is compared is time as a share of that of the first peer in the same round, where there is one, since that survives
 * another machine and other load; the processor's time where there is none. Measurements of one run only are left out.
 */
export function regressions(earlier: Results, later: Results): Regression[] {
  const known = new Map(earlier.measurements.map((measurement) => [measurement.name, measurement]));
  return later.measurements.flatMap((measurement) => {
    const before = known.get(measurement.name);
    return before ? regression(before, measurement) : [];
  });
}

function regression(before: Measurement, after: Measurement): Regression[] {
  const byPeer = before.peers.length > 0 && before.peers[0].name === after.peers[0]?.name;
  const [old, now] = [before, after].map((each) => costs(each, byPeer));
  const growth = medianOf(now) / medianOf(old);
  const probability = probabilityOfGrowth(old, now);
  const isSlower = growth > 1 + LEAST_GROWTH && probability < LARGEST_PROBABILITY;
  return isSlower ? [{ name: after.name, growth, probability }] : [];
}

function costs({ giq, peers }: Measurement, byPeer: boolean): readonly number[] {
  return byPeer ? ratiosOf(giq, peers[0]).map((ratio) => 1 / ratio) : giq.processor;
}
