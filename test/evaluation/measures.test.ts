/** Against numpy and scipy: test/oracles/evaluation.py. */
import { describe, expect, it } from 'vitest';
import { augment, drawAugmentation } from '../../src/evaluation/measures/augment.js';
import { latticePower } from '../../src/evaluation/measures/lattice.js';
import { blockMeans, shiftedCorrelation } from '../../src/evaluation/measures/shifted-correlation.js';
import { logSpectralDistance, meanPower } from '../../src/evaluation/measures/spectra.js';
import { meanPairDistance, meanPatchRms, nearestPairs } from '../../src/evaluation/measures/variety.js';
import { randomStream } from '../../src/numeric/random.js';
import { oracle, picture, sampleOf } from './oracle.js';

const watch = { signal: new AbortController().signal, progress: () => {} };
const [first, second] = [sampleOf(0, 1, 2, 3), sampleOf(4, 5, 6, 7, 8)];

describe('spectra', () => {
  it('tell the lattice from its surroundings, as numpy does', async () => {
    const power = await meanPower(first, watch);
    for (const { period, value } of oracle.lattice)
      expect(latticePower(power, 128, period) / value).toBeCloseTo(1, 5);
  });

  it('have the log-spectral distance of numpy, and none from themselves', async () => {
    const [one, other] = [await meanPower(first, watch), await meanPower(second, watch)];
    expect(logSpectralDistance(one, other)).toBeCloseTo(oracle.logSpectralDistance, 5);
    expect(logSpectralDistance(one, one)).toBe(0);
  });

  it('stop when cancelled', async () => {
    const stopped = meanPower(first, { ...watch, signal: AbortSignal.abort() });
    await expect(stopped).rejects.toMatchObject({ diagnostics: [{ code: 'cancelled' }] });
  });
});

describe('variety', () => {
  it('has the mean picture of numpy', () => expect(meanPatchRms(second)).toBeCloseTo(oracle.meanPatchRms, 7));

  it('draws pairs whose mean distance is near that of all pairs', () => {
    expect(meanPairDistance(second, randomStream(1, 0)) / oracle.meanPairDistance).toBeCloseTo(1, 2);
  });

  it('has the nearest pairs of scipy', () => {
    const { nearest, median, repeated } = nearestPairs(second);
    expect(nearest).toBeCloseTo(oracle.nearestPairs.nearest, 5);
    expect(median).toBeCloseTo(oracle.nearestPairs.median, 5);
    expect(repeated).toBe(0);
  });

  it('sees a picture that is there twice', () => {
    expect(nearestPairs(sampleOf(1, 2, 3, 2))).toMatchObject({ nearest: 0, repeated: 2 });
  });
});

describe('blockMeans', () => {
  it('takes the mean of every block, row by row', () => {
    const pixels = Float32Array.from({ length: 16 }, (_, i) => i);
    expect([...blockMeans(pixels, 2)]).toEqual([2.5, 4.5, 10.5, 12.5]);
    expect(blockMeans(pixels, 1)).toEqual(pixels);
  });

  it('keeps a picture that a shift of whole blocks makes of another recognisable', () => {
    const side = 32;
    const spot = (column: number) =>
      Float32Array.from({ length: side * side }, (_, i) =>
        Math.exp(-(((i % side) - column) ** 2 + (Math.floor(i / side) - 16) ** 2) / 20),
      );
    expect(shiftedCorrelation(spot(14), spot(16))).toBeGreaterThan(0.999);
    expect(shiftedCorrelation(spot(8), spot(24))).toBeLessThan(0.5);
  });
});

describe('shiftedCorrelation', () => {
  it('is that of numpy', () => {
    for (const { one, other, value } of oracle.shiftedCorrelation)
      expect(shiftedCorrelation(picture(one), picture(other))).toBeCloseTo(value, 5);
  });

  it('is 1 for a picture that was moved, and NaN for a constant one', () => {
    const moved = Float32Array.from(picture(2), (_, index) => picture2[(index + 4 * 128 + 6) % (128 * 128)]);
    expect(shiftedCorrelation(picture(2), moved)).toBeGreaterThan(0.99);
    expect(shiftedCorrelation(new Float32Array(128 * 128), moved)).toBeNaN();
  });
});

const picture2 = picture(2);

describe('augment', () => {
  it('is the affine map of scipy', () => {
    for (const { picture: k, how, pixels } of oracle.augment) {
      const image = augment(picture(k), how);
      for (const { row, column, value } of pixels) expect(image[row * 128 + column]).toBeCloseTo(value, 5);
    }
  });

  it('leaves a picture alone when nothing is asked for', () => {
    const nothing = { rotation: 0, zoom: 1, right: 0, down: 0, mirrored: false };
    expect(augment(picture2, nothing)).toEqual(picture2);
  });

  it('draws within its limits', () => {
    const stream = randomStream(1, 0);
    const drawn = Array.from({ length: 200 }, () => drawAugmentation(stream));
    expect(drawn.every(({ rotation, zoom }) => Math.abs(rotation) <= 20 && zoom >= 0.8 && zoom <= 1.2)).toBe(
      true,
    );
    expect(drawn.filter(({ mirrored }) => mirrored).length).toBeGreaterThan(60);
  });
});
