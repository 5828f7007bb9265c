import { describe, expect, it } from 'vitest';
import { project } from '../../../src/archive/regions/project.js';
import type { MapGeometry } from '../../../src/archive/regions/index.js';
import { decodeFits } from '../../../src/archive/readers/fits/index.js';
import { encodeFits, type FitsCard } from '../../../src/archive/writers/index.js';

function geometryOf(cards: readonly FitsCard[], width = 64, height = 64): MapGeometry | undefined {
  const values = Float32Array.from({ length: width * height }, (_, pixel) => (pixel % 7) - 3);
  return decodeFits(encodeFits(values, width, height, cards), 'a.fits').geometry;
}

const hmi: readonly FitsCard[] = [
  ['CTYPE1', 'HPLN-TAN'],
  ['CTYPE2', 'HPLT-TAN'],
  ['CRPIX1', 32.5],
  ['CRPIX2', 33.5],
  ['CRVAL1', 0],
  ['CRVAL2', 0],
  ['CDELT1', 32],
  ['CDELT2', 32],
  ['CROTA2', 180],
  ['DSUN_OBS', 1.4775e11],
  ['RSUN_REF', 6.96e8],
  ['CRLN_OBS', 35],
  ['CRLT_OBS', -6.8],
];

const synoptic: readonly FitsCard[] = [
  ['CTYPE1', 'CRLN-CEA'],
  ['CTYPE2', 'CRLT-CEA'],
  ['CRPIX1', 18],
  ['CRVAL1', 754_380],
  ['CDELT1', -10],
  ['CDELT2', 0.5],
  ['CUNIT2', 'Sine Latitude'],
];

describe('the geometry in a header', () => {
  it('of a disk', () => {
    expect(geometryOf(hmi)).toEqual({
      ...{ kind: 'disk', centre: [31.5, 32.5], step: [32, 32], rotation: 180 },
      ...{ distance: 1.4775e11 / 6.96e8, latitude: -6.8, longitude: 35 },
    });
  });

  it('of a disk whose radius is given in pixels', () => {
    const mdi: FitsCard[] = [...hmi.filter(([keyword]) => !/DSUN|RSUN|CTYPE/.test(keyword)), ['R_SUN', 30]];
    const geometry = geometryOf(mdi)!;
    const limb = geometry.kind === 'disk' ? Math.asin(1 / geometry.distance) : 0;
    expect((limb * 180 * 3600) / Math.PI).toBeCloseTo(960, 6);
  });

  it('of a disk whose centre is beside the origin', () => {
    const shifted = hmi.map((card): FitsCard => (card[0] === 'CRVAL1' ? ['CRVAL1', 64] : card));
    const geometry = geometryOf(shifted)!;
    // Turned by 180°, 64″ more at the reference pixel put the centre two pixels farther right.
    expect(geometry.kind === 'disk' && geometry.centre[0]).toBeCloseTo(33.5, 9);
  });

  it('of a synoptic map in Carrington time: longitude grows to the right, rows are whole', () => {
    const geometry = geometryOf(synoptic, 36, 20)!;
    const at = (longitude: number, latitude: number) => project({ longitude, latitude }, geometry)!;
    // 360° × 2096 − 754550 is 10° in the first column, 180° in the reference one.
    expect(at(10, 0).x).toBeCloseTo(0, 9);
    expect(at(180, 0).x).toBeCloseTo(17, 9);
    expect(at(0, 0).x).toBeCloseTo(35, 9);
    expect(at(180, 0).y).toBeCloseTo(9.5, 9);
    expect(at(180, 30).y).toBeCloseTo(14.5, 9);
  });

  it('of a synoptic map in longitude and latitude', () => {
    const cards: FitsCard[] = [
      ['CTYPE1', 'CRLN-CAR'],
      ['CTYPE2', 'CRLT-CAR'],
      ['CRPIX1', 18.5],
      ['CRVAL1', 180],
      ['CDELT1', 10],
    ];
    const geometry = geometryOf(cards, 36, 18)!;
    const place = project({ longitude: 185, latitude: 45 }, geometry)!;
    expect(place.x).toBeCloseTo(18, 9);
    expect(place.y).toBeCloseTo(13, 9);
  });

  it('is absent of patches, of cut disks and without keywords', () => {
    expect(geometryOf([])).toBeUndefined();
    expect(geometryOf(hmi, 32, 32)).toBeUndefined();
    expect(geometryOf(hmi.filter(([keyword]) => keyword !== 'CDELT1'))).toBeUndefined();
    const sharp = synoptic.map((card): FitsCard => (card[0] === 'CDELT1' ? ['CDELT1', 0.03] : card));
    expect(geometryOf(sharp)).toBeUndefined();
  });
});
