import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { philox4x32 } from '../../src/numeric/philox.js';
import { RANDOM_GENERATOR, latentVector, randomStream } from '../../src/numeric/random.js';

const COUNT = 20_000;

function draws(count: number, draw: () => number): number[] {
  return Array.from({ length: count }, draw);
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

function moment(values: readonly number[], order: number): number {
  return mean(values.map((value) => value ** order));
}

/** Kolmogorov and Smirnov's distance of a sample to a distribution. */
function distance(values: readonly number[], distribution: (x: number) => number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const gaps = sorted.map((value, index) => {
    const expected = distribution(value);
    return Math.max(expected - index / sorted.length, (index + 1) / sorted.length - expected);
  });
  return Math.max(...gaps);
}

/** The standard normal distribution function by Simpson's rule: an oracle that shares nothing with the quantile. */
function normalDistribution(x: number): number {
  const steps = 200;
  const density = (t: number): number => Math.exp((-t * t) / 2) / Math.sqrt(2 * Math.PI);
  const terms = draws(steps + 1, () => 0).map(
    (_, i) => density((x * i) / steps) * (i % steps === 0 ? 1 : i % 2 ? 4 : 2),
  );
  return 0.5 + (terms.reduce((sum, term) => sum + term, 0) * x) / (3 * steps);
}

/** Of the KS distance of 20,000 draws; 1.95 is the 0.1 % point. */
const LARGEST_DISTANCE = 1.95 / Math.sqrt(COUNT);

describe('Philox4x32-10', () => {
  // Random123, tests/kat_vectors.
  const known: readonly (readonly [readonly number[], readonly number[], string])[] = [
    [[0, 0, 0, 0], [0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    [
      Array<number>(4).fill(0xffffffff),
      Array<number>(2).fill(0xffffffff),
      '408f276d 41c83b0e a20bc7c6 6d5451fd',
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      'd16cfe09 94fdcceb 5001e420 24126ea1',
    ],
  ];

  it.each(known)('counter %j under key %j', (counter, key, expected) => {
    const output = new Uint32Array(4);
    philox4x32(Uint32Array.from(counter), Uint32Array.from(key), output);
    expect([...output].map((word) => word.toString(16).padStart(8, '0')).join(' ')).toBe(expected);
  });

  it('is what the streams are made of', () => {
    expect(RANDOM_GENERATOR).toBe('philox4x32-10/1');
    const stream = randomStream(0, 0);
    expect(draws(4, () => stream.word())).toEqual([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
  });
});

describe('a random stream', () => {
  it('gives the same numbers for the same seed and stream', () => {
    const [one, two] = [randomStream(42, 7), randomStream(42, 7)];
    expect(draws(100, () => one.normal())).toEqual(draws(100, () => two.normal()));
  });

  it('uses all 53 bits of seed and stream', () => {
    const places = [0, 1, 2 ** 31, 2 ** 32, 2 ** 52, Number.MAX_SAFE_INTEGER];
    const firsts = places.flatMap((seed) => places.map((stream) => randomStream(seed, stream).uniform()));
    expect(new Set(firsts).size).toBe(places.length ** 2);
  });

  it.each([-1, 0.5, 2 ** 53, NaN])('refuses the seed or stream %d', (value) => {
    expect(() => randomStream(value, 0)).toThrow(RangeError);
    expect(() => randomStream(0, value)).toThrow(RangeError);
  });
});

describe('the numbers of a stream', () => {
  it('are uniform', () => {
    const stream = randomStream(1, 0);
    const values = draws(COUNT, () => stream.uniform());
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(distance(values, (x) => x)).toBeLessThan(LARGEST_DISTANCE);
  });

  it('are normal', () => {
    const stream = randomStream(2, 0);
    const values = draws(COUNT, () => stream.normal());
    expect(Math.abs(mean(values))).toBeLessThan(4 / Math.sqrt(COUNT));
    expect(Math.abs(moment(values, 2) - 1)).toBeLessThan(4 * Math.sqrt(2 / COUNT));
    expect(Math.abs(moment(values, 4) - 3)).toBeLessThan(4 * Math.sqrt(96 / COUNT));
    expect(distance(values, normalDistribution)).toBeLessThan(LARGEST_DISTANCE);
  });

  it('are not correlated with those of its neighbours', () => {
    const [one, two] = [randomStream(3, 10), randomStream(3, 11)];
    const products = draws(COUNT, () => one.normal() * two.normal());
    expect(Math.abs(mean(products))).toBeLessThan(4 / Math.sqrt(COUNT));
  });
});

describe('numbers of other distributions', () => {
  it('are exponential and Poisson numbers of the right mean and variance', () => {
    const stream = randomStream(4, 0);
    const waits = draws(COUNT, () => stream.exponential());
    expect(distance(waits, (x) => 1 - Math.exp(-x))).toBeLessThan(LARGEST_DISTANCE);
    const counts = draws(COUNT, () => stream.poisson(2.2));
    expect(Math.abs(mean(counts) - 2.2)).toBeLessThan(4 * Math.sqrt(2.2 / COUNT));
    expect(moment(counts, 2) - mean(counts) ** 2).toBeCloseTo(2.2, 0);
  });

  it('are lognormal, in ranges, signs and chances', () => {
    const stream = randomStream(5, 0);
    const logs = draws(COUNT, () => (Math.log(stream.lognormal(0.5, 0.25)) - 0.5) / 0.25);
    expect(distance(logs, normalDistribution)).toBeLessThan(LARGEST_DISTANCE);
    expect(
      distance(
        draws(COUNT, () => stream.between(-3, 5)),
        (x) => (x + 3) / 8,
      ),
    ).toBeLessThan(LARGEST_DISTANCE);
    expect(Math.abs(mean(draws(COUNT, () => stream.sign())))).toBeLessThan(4 / Math.sqrt(COUNT));
    expect(mean(draws(COUNT, () => Number(stream.chance(0.2))))).toBeCloseTo(0.2, 1);
  });

  it('choose each value as often', () => {
    const stream = randomStream(6, 0);
    const counts = new Map<string, number>();
    for (let i = 0; i < 3000; i++) {
      const value = stream.choice(['a', 'b', 'c']);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    for (const value of ['a', 'b', 'c']) expect(Math.abs((counts.get(value) ?? 0) - 1000)).toBeLessThan(110);
  });

  it('shuffle: the same values, every order', () => {
    const stream = randomStream(7, 0);
    const orders = new Set(Array.from({ length: 200 }, () => stream.shuffle([1, 2, 3]).join('')));
    expect([...orders].sort()).toEqual(['123', '132', '213', '231', '312', '321']);
  });
});

describe('latentVector', () => {
  it('is the normal numbers of the stream (seed, item)', () => {
    const stream = randomStream(42, 3);
    expect([...latentVector(42, 3, 100)]).toEqual(draws(100, () => stream.normal()));
  });

  it('keeps within truncate and leaves alone what is there already', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.double({ min: 0.5, max: 3, noNaN: true }), (item, truncate) => {
        const kept = new Set([...latentVector(9, item, 50)].filter((value) => Math.abs(value) <= truncate));
        const vector = latentVector(9, item, 50, truncate);
        expect(vector).toHaveLength(50);
        expect(Math.max(...vector.map(Math.abs))).toBeLessThanOrEqual(truncate);
        for (const value of kept) expect(vector).toContain(value);
      }),
    );
  });

  it('refuses a truncate that nothing meets', () => {
    expect(() => latentVector(1, 0, 4, 0)).toThrow(RangeError);
  });
});
