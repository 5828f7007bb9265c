import { describe, expect, it } from 'vitest';
import { regressions } from '../../bench/compare.js';
import type { Measurement, Results } from '../../bench/results.js';
import { probabilityOfGrowth, spreadOf } from '../../bench/statistics.js';
import { randomStream } from '../../src/numeric/random.js';

const results = (...measurements: Measurement[]): Results => ({ format: 1, machine: {}, measurements });

/** Times around a median with so much relative noise, and those of a peer that needs thrice as long. */
function measurement(
  median: number,
  { noise = 0.05, seed = 1, rounds = 9, load = 1, peer = false } = {},
): Measurement {
  const random = randomStream(seed, 0);
  const times = (factor: number) =>
    Array.from({ length: rounds }, () => load * factor * median * (1 + noise * random.normal()));
  const [own, others] = [times(1), times(3)];
  return {
    name: 'work',
    per: 'an item',
    giq: { wall: own, processor: own, peak: 0 },
    peers: peer ? [{ name: 'peer', wall: others, processor: others, peak: 0 }] : [],
  };
}

describe('probabilityOfGrowth', () => {
  // scipy.stats.mannwhitneyu(later, earlier, alternative='greater', method='asymptotic'), 1.10
  it.each([
    [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10], 0.006092890177672406],
    [[1, 3, 5, 7, 9], [2, 4, 6, 8, 10], 0.33805165701157347],
    [[6, 7, 8, 9, 10], [1, 2, 3, 4, 5], 0.9966923245172357],
  ])('of %j to %j is that of scipy', (earlier, later, expected) => {
    expect(probabilityOfGrowth(earlier, later)).toBeCloseTo(expected, 5);
  });
});

describe('spreadOf', () => {
  it('gives median and quartiles as numpy does', () => {
    expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, low: 1.75, high: 3.25, runs: 4 });
  });
});

describe('regressions', () => {
  it('finds what has become slower beyond the noise', () => {
    const [found] = regressions(results(measurement(10)), results(measurement(13, { seed: 2 })));
    expect(found).toMatchObject({ name: 'work' });
    expect(found.growth).toBeCloseTo(1.3, 1);
  });

  it('says nothing of small growth, however sure', () => {
    const [before, after] = [measurement(10, { noise: 0.001 }), measurement(10.8, { noise: 0.001, seed: 2 })];
    expect(regressions(results(before), results(after))).toEqual([]);
  });

  it('says nothing of what only one run has', () => {
    expect(regressions(results(), results(measurement(10)))).toEqual([]);
  });

  it('compares with the peer, whose times grow with the load of the machine', () => {
    const before = measurement(10, { peer: true });
    expect(regressions(results(before), results(measurement(10, { peer: true, load: 4, seed: 2 })))).toEqual(
      [],
    );
    const slower = measurement(20, { peer: true, load: 4, seed: 2 });
    const half = {
      ...slower,
      peers: slower.peers.map((peer) => ({ ...peer, wall: before.peers[0].wall.map((one) => 4 * one) })),
    };
    expect(regressions(results(before), results(half))).toHaveLength(1);
  });

  it('is wrong about equal runs less than once in fifty', () => {
    const wrong = Array.from({ length: 300 }, (_, seed) => {
      const [before, after] = [2 * seed + 10, 2 * seed + 11].map((each) =>
        measurement(10, { noise: 0.2, seed: each }),
      );
      return regressions(results(before), results(after)).length;
    }).reduce((sum, one) => sum + one, 0);
    expect(wrong).toBeLessThan(6);
  });

  it('finds nearly every doubling in five rounds with a fifth of noise', () => {
    const found = Array.from({ length: 200 }, (_, seed) => {
      const [before, after] = [10, 20].map((median, k) =>
        measurement(median, { noise: 0.2, rounds: 5, seed: 1000 + 2 * seed + k }),
      );
      return regressions(results(before), results(after)).length;
    }).reduce((sum, one) => sum + one, 0);
    expect(found).toBeGreaterThan(150);
  });
});
