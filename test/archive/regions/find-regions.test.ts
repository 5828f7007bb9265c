import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromPatch, toPatchPlace } from '../../../src/archive/regions/equal-area.js';
import { findRegions, type Region, type SolarMap } from '../../../src/archive/regions/index.js';
import { readImage } from '../../../src/archive/readers/index.js';
import { randomStream } from '../../../src/numeric/random.js';
import { ROOT } from '../../support/root.js';
import { bipole, diskMap, fieldAt, fluxOf, synopticMap, type Spot } from './suns.js';

/** Longitudes 359 and 2 are near: a region lies across the seam of the map. */
const carrington = [...bipole(0, 18), ...bipole(140, -12), ...bipole(250, 30, 500)];
const stonyhurst = [...bipole(-35, 15), ...bipole(20, -22)];

function near(regions: readonly Region[], longitude: number, latitude: number): Region {
  const found = regions.filter(
    (region) =>
      Math.abs(((region.longitude! - longitude + 540) % 360) - 180) < 1 &&
      Math.abs(region.latitude - latitude) < 1,
  );
  expect(found).toHaveLength(1);
  return found[0];
}

/** Every pixel of the patch is the field of the Sun there, to a share of the strongest. */
function expectField(region: Region, spots: readonly Spot[], offset: number, tolerance: number): void {
  const { values, width, height, step, box } = region;
  const middle = { longitude: box.longitude - offset, latitude: box.latitude };
  let worst = 0;
  values.forEach((value, pixel) => {
    const x = ((pixel % width) - (width - 1) / 2) * step;
    const y = ((height - 1) / 2 - Math.floor(pixel / width)) * step;
    const at = fromPatch(x, y, middle);
    if (!Number.isNaN(value))
      worst = Math.max(worst, Math.abs(value - fieldAt(spots, at.longitude, at.latitude)));
  });
  expect(worst).toBeLessThan(tolerance);
}

describe('regions of a synoptic map', () => {
  const regions = findRegions(synopticMap(carrington));

  it('are all found, the strongest first, across the seam too', () => {
    expect(regions).toHaveLength(3);
    const flux = regions.map((region) => region.flux);
    expect(flux).toEqual(flux.toSorted((a, b) => b - a));
    near(regions, 0, 18.5);
    near(regions, 140, -12.5);
    near(regions, 250, 30.5);
  });

  it('have nearly all the flux of their spots', () => {
    const flux = near(regions, 140, -12.5).flux;
    const whole = bipole(140, -12).reduce((sum, spot) => sum + fluxOf(spot), 0);
    expect(flux / whole).toBeGreaterThan(0.9);
    expect(flux / whole).toBeLessThan(1.02);
  });

  it('hold the field of the Sun, west to the right and north up', () => {
    for (const region of regions) expectField(region, carrington, 0, 120);
    const region = near(regions, 250, 30.5);
    expect(region.values.indexOf(Math.max(...region.values)) % region.width).toBeGreaterThan(
      region.width / 2,
    );
    expect(region).toMatchObject({ step: 1, rotation: 2096, missing: 0 });
    expect(region.stonyhurst).toBeUndefined();
  });

  it('are dated by the passage of the central meridian', () => {
    expect(near(regions, 140, -12.5).date).toMatch(/^2010-05-09T/);
    expect(near(regions, 250, 30.5).date).toMatch(/^2010-05-01T/);
  });

  it('are the same where rows are equidistant in latitude', () => {
    const others = findRegions(synopticMap(carrington, 'degrees'));
    expect(others.map(({ flux }) => flux.toPrecision(2))).toEqual(
      regions.map(({ flux }) => flux.toPrecision(2)),
    );
    for (const region of others) expectField(region, carrington, 0, 120);
  });

  it('are none where nothing is strong enough', () => {
    expect(findRegions(synopticMap(carrington), { threshold: 2000 })).toEqual([]);
    expect(findRegions(synopticMap([]))).toEqual([]);
    expect(findRegions(synopticMap(carrington), { leastFlux: 1e24 })).toEqual([]);
  });

  it('are one when they are near', () => {
    const pair = [...bipole(100, 10), ...bipole(116, 10)];
    expect(findRegions(synopticMap(pair), { gap: 0 })).toHaveLength(2);
    expect(findRegions(synopticMap(pair), { gap: 9 })).toHaveLength(1);
  });
});

describe('regions of a full disk', () => {
  it.each([0, 180, 37])('are found whichever way is up: %i', (rotation) => {
    const regions = findRegions(diskMap(stonyhurst, rotation));
    expect(regions).toHaveLength(2);
    const region = near(regions, 5, 15.5);
    expect(region.stonyhurst).toBeCloseTo(-35, 0);
    expect(region.date).toBe('2011-02-15T01:59:26Z');
    for (const each of regions) expectField(each, stonyhurst, 40, 30);
  });

  it('are mapped at the scale that is asked for', () => {
    const [region] = findRegions(diskMap(stonyhurst), { step: 0.1 });
    expect(region.step).toBe(0.1);
    expect(region.scale.width).toBeCloseTo(1.2147, 3);
    expect(region.width).toBeCloseTo(region.box.width / 0.1, 6);
    expectField(region, stonyhurst, 40, 30);
  });

  it('are told from the noise of MDI', () => {
    const random = randomStream(3, 0);
    const map = diskMap(stonyhurst);
    const values = map.values.map((value) => value + random.normal(0, 20));
    const regions = findRegions({ ...map, values });
    expect(regions).toHaveLength(2);
    near(regions, 5, 15.5);
    near(regions, 60, -22.5);
  });

  it('are not looked for near the limb', () => {
    expect(findRegions(diskMap(bipole(72, 5)))).toEqual([]);
    expect(findRegions(diskMap(bipole(72, 5)), { edge: 80 })).toHaveLength(1);
  });
});

describe('a patch', () => {
  it('and back is the same point', () => {
    const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
    fc.assert(
      fc.property(degrees(80), degrees(50), degrees(179), degrees(85), (x, y, longitude, latitude) => {
        const centre = { longitude, latitude };
        const [backX, backY] = toPatchPlace(fromPatch(x, y, centre), centre);
        return Math.abs(backX - x) < 1e-7 && Math.abs(backY - y) < 1e-7;
      }),
    );
  });
});

const original = join(ROOT, '../shared/data/originals/hmi.Synoptic_Mr_small.2096.fits');

describe('the synoptic map of rotation 2096', () => {
  it.skipIf(!existsSync(original))('has its regions where its pixels are', async () => {
    const [image] = await readImage(original);
    const regions = findRegions({ ...image, rotation: 2096 } as SolarMap);
    expect(regions.length).toBeGreaterThan(2);
    for (const region of regions) expect(Math.abs(region.latitude)).toBeLessThan(40);
    const date = regions.map((region) => Date.parse(region.date!));
    expect(Math.min(...date)).toBeGreaterThan(Date.parse('2010-04-22T00:00:00Z'));
    expect(Math.max(...date)).toBeLessThan(Date.parse('2010-05-20T12:00:00Z'));
  });
});
