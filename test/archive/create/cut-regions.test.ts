import { expect, it } from 'vitest';
import { cutRegions } from '../../../src/archive/create/cut-regions.js';
import type { RawImage } from '../../../src/archive/readers/index.js';
import { failureOf } from '../../models/failure.js';

const [WIDTH, HEIGHT] = [360, 180];

/** A synoptic map, evenly spaced in degrees, row 0 south, with a bipole at each longitude and 15° of latitude. */
function synoptic(longitudes: readonly number[]): RawImage {
  const values = Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const [longitude, latitude] = [(i % WIDTH) + 0.5, Math.floor(i / WIDTH) - 89.5];
    const spot = (at: number) => 800 * Math.exp(-((longitude - at) ** 2 + (latitude - 15) ** 2) / 8);
    return longitudes.reduce((sum, at) => sum + spot(at - 3) - spot(at + 3), 0);
  });
  return {
    ...{ id: 'map', values, width: WIDTH, height: HEIGHT, rowZero: 'south', warnings: [] },
    meta: { cr: 2096, telescope: 'made' },
    geometry: {
      ...{ kind: 'synoptic', longitude: 0.5, longitudeStep: 1 },
      ...{ latitudeAxis: 'degrees', latitude: -89.5, latitudeStep: 1 },
    },
  };
}

it('cuts a map into its regions, with their places and times', () => {
  const regions = cutRegions(synoptic([60, 200, 300]), 'map.fits');
  expect(regions.map(({ id }) => id)).toEqual(['map.1', 'map.2', 'map.3']);
  const places = regions.map(({ meta }) => Math.round(Number(meta['crlon']))).sort((a, b) => a - b);
  expect(places).toEqual([60, 200, 300]);
  for (const { meta, scale, rowZero } of regions) {
    expect(meta['lat']).toBeCloseTo(15, 0);
    expect(meta).toMatchObject({ cr: 2096, telescope: 'made' });
    expect(meta['date']).toMatch(/^2010-/);
    expect(meta['flux_mx']).toBeGreaterThan(2e21);
    expect([scale!.width, rowZero]).toEqual([expect.closeTo(12.1, 0), 'north']);
  }
});

it('refuses a map without regions, and one whose geometry is not known', async () => {
  const failing = async (image: RawImage) => cutRegions(image, 'map.fits');
  expect((await failureOf(failing(synoptic([])))).code).toBe('no-regions');
  const { geometry: _, ...blind } = synoptic([60]);
  expect((await failureOf(failing(blind))).code).toBe('needs-cutting');
});
