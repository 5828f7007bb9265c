import { describe, expect, it } from 'vitest';
import { QUANTILE_SHARES, medianOf, statisticsOf } from '../../../src/models/training/statistics.js';

describe('statisticsOf', () => {
  it('knows 0..100, shuffled and with missing values', () => {
    const values = Float64Array.from({ length: 101 }, (_, i) => (37 * i) % 101);
    const { quantiles, ...rest } = statisticsOf([...values, NaN, NaN]);
    expect(rest.mean).toBe(50);
    expect(rest.sd).toBeCloseTo(Math.sqrt((101 * 102) / 12), 12);
    expect(rest).toMatchObject({ count: 101, missing: 2, median: 50 });
    quantiles.forEach((value, i) => expect(value).toBeCloseTo(100 * QUANTILE_SHARES[i], 12));
  });

  it('interpolates as NumPy does: np.quantile([1, 2, 4, 8], [.01, .05, .25, .5, .75, .95, .99])', () => {
    const expected = [1.03, 1.15, 1.75, 3, 5, 7.4, 7.88];
    statisticsOf([8, 1, 4, 2]).quantiles.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 12));
  });

  it('says nothing of nothing', () => {
    const statistics = statisticsOf([NaN]);
    expect(statistics).toMatchObject({ count: 0, missing: 1, mean: NaN, sd: NaN, median: NaN });
  });
});

describe('medianOf', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[5], 5],
    [[], NaN],
  ])('of %j is %f', (values, median) => {
    expect(medianOf(values)).toBe(median);
  });
});
