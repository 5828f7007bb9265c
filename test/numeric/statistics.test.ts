/** Against scipy and numpy: test/oracles/statistics.py. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mean, pearson, quantile, ranks, spearman, standardDeviation } from '../../src/numeric/statistics.js';
import { ROOT } from '../support/root.js';

interface Case {
  readonly name: string;
  readonly left: number[];
  readonly right: number[];
  readonly mean: number;
  readonly sd: number;
  readonly quartiles: number[];
  readonly ranks: number[];
  readonly pearson: number;
  readonly spearman: number;
}

const oracle = JSON.parse(readFileSync(join(ROOT, 'test/oracles/statistics.json'), 'utf8')) as {
  cases: Case[];
};
const relative = (value: number, expected: number) => Math.abs(value - expected) / (Math.abs(expected) || 1);

describe.each(oracle.cases)('$name', ({ left, right, ...expected }) => {
  it('has the mean and the spread of numpy', () => {
    expect(relative(mean(left), expected.mean)).toBeLessThan(1e-14);
    expect(relative(standardDeviation(left), expected.sd)).toBeLessThan(1e-9);
  });

  it('has the quantiles of numpy', () => {
    const sorted = left.toSorted((a, b) => a - b);
    expected.quartiles.forEach((value, index) =>
      expect(relative(quantile(sorted, index / 4), value)).toBeLessThan(1e-14),
    );
  });

  it('has the ranks of scipy', () => expect([...ranks(left)]).toEqual(expected.ranks));

  it('has the correlations of scipy', () => {
    expect(pearson(left, right)).toBeCloseTo(expected.pearson, 7);
    expect(spearman(left, right)).toBeCloseTo(expected.spearman, 12);
  });
});

describe('where nothing can be said', () => {
  it('is NaN', () => {
    for (const nothing of [mean([]), standardDeviation([1]), quantile([], 0.5), pearson([], [])])
      expect(nothing).toBeNaN();
    expect(pearson([1, 2, 3], [5, 5, 5])).toBeNaN();
    expect(spearman([1], [1])).toBeNaN();
  });

  it('is never beyond 1', () => {
    const values = [0.1, 0.2, 0.30000000000000004];
    expect(pearson(values, values)).toBeLessThanOrEqual(1);
  });
});
