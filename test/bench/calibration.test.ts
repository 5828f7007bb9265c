import { describe, expect, it } from 'vitest';
import { distanceGiven } from '../../bench/calibration/compare.js';
import { inversionLineFlux } from '../../bench/calibration/inversion-line-flux.js';
import { keywordsOf } from '../../bench/calibration/keywords.js';
import { ksDistance, quantiles } from '../../src/numeric/kolmogorov-smirnov.js';

describe('ksDistance', () => {
  it('is the largest difference of the cumulative distributions', () => {
    expect(ksDistance({ values: [1, 2, 3, 4] }, { values: [1, 2, 3, 4] })).toBe(0);
    expect(ksDistance({ values: [1, 2] }, { values: [3, 4] })).toBe(1);
    // scipy.stats.ks_2samp([0, 0, 1, 5], [0, 2, 3, 5]).statistic
    expect(ksDistance({ values: [0, 0, 1, 5] }, { values: [0, 2, 3, 5] })).toBeCloseTo(0.5, 12);
  });

  it('counts a value of weight 2 as two', () => {
    const other = { values: [2, 3, 4] };
    const weighted = { values: [1, 3], weights: [2, 1] };
    expect(ksDistance(weighted, other)).toBeCloseTo(ksDistance({ values: [1, 1, 3] }, other), 12);
    expect(quantiles(weighted, [0.5, 0.9])).toEqual([1, 3]);
  });
});

describe('distanceGiven', () => {
  it('is small where real values lie among their peers, and large where they lie above all', () => {
    const pair = (value: number): { kind: string; value: number; given: number } => ({
      kind: 'Br',
      value,
      given: 1,
    });
    const simulated = Array.from({ length: 100 }, (_, index) => pair(index));
    expect(distanceGiven(simulated, simulated)).toBeLessThan(0.02);
    expect(distanceGiven(simulated, [pair(200), pair(300)])).toBeGreaterThan(0.98);
  });
});

describe('inversionLineFlux', () => {
  const cell = 4 * 0.3644;
  const box = { width: 128 * cell, height: 128 * cell };
  const halves = (gauss: number): Float64Array =>
    Float64Array.from({ length: 128 * 128 }, (_, index) => (index % 128 < 64 ? gauss : -gauss));

  it('of a straight line is its field times two cells a row, less what the Gaussian puts beyond both ends', () => {
    const beyond = 10 / 2.3548 / Math.sqrt(2 * Math.PI);
    const expected = 400 * 2 * (128 - 2 * beyond);
    expect(Math.abs(inversionLineFlux(halves(400), box) / expected - 1)).toBeLessThan(0.01);
  });

  it('is 0 where no field is strong, or only one polarity', () => {
    expect(inversionLineFlux(halves(149), box)).toBe(0);
    expect(inversionLineFlux(halves(400).map(Math.abs), box)).toBe(0);
  });
});

describe('keywordsOf', () => {
  it('gives flux in Mx, the area foreshortened, and no inversion line in one polarity', () => {
    const radial = new Float64Array(128 * 128).fill(300);
    const scale = { width: 1, height: 1 };
    const { USFLUX, AREA_ACR, R_VALUE } = keywordsOf({ radial, noiseless: radial, mu: 0.5, scale });
    expect(10 ** USFLUX / (300 * 128 * 128 * 1e16)).toBeCloseTo(1, 9);
    // A hemisphere of 696 Mm has 3.044e6 Mm².
    expect(10 ** AREA_ACR).toBeCloseTo((0.5 * 128 * 128) / 3.044, 6);
    expect(R_VALUE).toBe(0);
  });
});
