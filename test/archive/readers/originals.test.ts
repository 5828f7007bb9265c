import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readImage } from '../../../src/archive/readers/index.js';
import type { RawImage } from '../../../src/archive/readers/index.js';
import { failureOf, hasOriginals, oracle, ORIGINALS } from './support.js';

interface Expected {
  readonly shape: readonly [number, number];
  readonly missing: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly mean_abs: number;
  readonly pixels: readonly (readonly [number, number | null])[];
  readonly header: Readonly<Record<string, string | number>>;
  readonly utc: string | null;
}

const NAMES: Readonly<Record<string, string>> = {
  HARPNUM: 'harpnum',
  NOAA_AR: 'noaa',
  LAT_FWT: 'lat',
  LON_FWT: 'lon',
  USFLUX: 'usflux',
  CAR_ROT: 'cr',
  INSTRUME: 'instrument',
  TELESCOP: 'telescope',
  CONTENT: 'content',
};

const REFUSED: Readonly<Record<string, readonly [string, string]>> = {
  'wso_cr2253_interp.mat': ['file-format-unknown', 'a MATLAB file'],
  'README.md': ['file-format-unknown', 'text that begins with'],
  'helioml_hmi_continuum_130x130_f4.npy': ['not-a-magnetogram', 'from 52143.3 to 68239.7'],
  'hmi.sharp_cea_720s.377.20110215_020000_TAI.bitmap.fits': [
    'not-a-magnetogram',
    'from 0 to 34 and are few whole numbers',
  ],
};

const WARNED: Readonly<Record<string, readonly string[]>> = {
  'helioml_blos_simulation_float64.fits': ['looks-not-gauss'],
  'hmi.Synoptic_Mr_small.2096.fits': ['looks-synoptic'],
  'helioviewer_20210701_HMI_Mag_interlaced_rgb8.png': ['coloured-pixels', 'looks-full-disk'],
};

const expected = oracle<Readonly<Record<string, Expected>>>('originals.json');

function statistics({ values, width, height }: RawImage) {
  const present = [...values].filter((value) => !Number.isNaN(value));
  const mean = (numbers: number[]) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  return {
    shape: [height, width],
    missing: values.length - present.length,
    min: Math.min(
      ...present.slice(0, 1),
      present.reduce((least, value) => Math.min(least, value)),
    ),
    max: present.reduce((most, value) => Math.max(most, value)),
    mean: mean(present),
    mean_abs: mean(present.map(Math.abs)),
  };
}

function metaOf({ header, utc }: Expected) {
  const known = Object.entries(header).map(([keyword, value]) => [NAMES[keyword]!, value]);
  return { ...Object.fromEntries(known), ...(utc !== null && { date: utc }) };
}

describe.skipIf(!hasOriginals)('original files (skipped where ../shared/data is absent)', () => {
  const files = hasOriginals ? readdirSync(ORIGINALS) : [];
  const refused = files.filter((name) => name in REFUSED);
  const magnetograms = Object.keys(expected).filter((name) => !(name in REFUSED));

  it('are all judged here', () => {
    const pictures = files.filter((name) => name.endsWith('.png'));
    const hdf5 = files.filter((name) => name.endsWith('.h5'));
    expect([...refused, ...magnetograms, ...pictures, ...hdf5].sort()).toEqual(files.sort());
  });

  it.each(magnetograms)('%s has the pixels and metadata that astropy reads', async (name) => {
    const images = await readImage(ORIGINALS + name);
    const { pixels, header, utc, mean, mean_abs, ...exact } = expected[name]!;
    const found = statistics(images[0]!);
    expect(images).toHaveLength(1);
    expect(found).toMatchObject(exact);
    expect(found.mean).toBeCloseTo(mean, 6);
    expect(found.mean_abs).toBeCloseTo(mean_abs, 6);
    expect(pixels.map(([at]) => images[0]!.values[at])).toEqual(pixels.map(([, value]) => value ?? NaN));
    expect(images[0]!.meta).toMatchObject(metaOf({ ...expected[name]!, header, utc }));
    expect(images[0]!.warnings.map(({ code }) => code)).toEqual(WARNED[name] ?? []);
  });

  it('HDF5 has the numbers that lie in the file, as they lie there', async () => {
    const name = `${ORIGINALS}br_hmi_synoptic_mr_polfil_720s_cr2252_pslt_flxbal_remeshed_small.h5`;
    const [image] = await readImage(name);
    expect([image.width, image.height, image.rowZero]).toEqual([360, 180, 'north']);
    expect(readFileSync(name).includes(Buffer.from(image.values.buffer))).toBe(true);
  });

  it.each(refused)('%s is refused', async (name) => {
    const [code, words] = REFUSED[name]!;
    const diagnostic = await failureOf(readImage(ORIGINALS + name));
    expect(diagnostic.code).toBe(code);
    expect(diagnostic.message).toContain(words);
  });

  it('of SHARPs and SMARPs have their native scale', async () => {
    const sharps = magnetograms.filter((name) => name.includes('sharp_cea'));
    expect(sharps.length).toBeGreaterThan(4);
    for (const name of sharps)
      expect((await readImage(ORIGINALS + name))[0]!.scale!.width).toBeCloseTo(0.36443, 4);
    const smarp = magnetograms.find((name) => name.includes('smarp_cea'))!;
    expect((await readImage(ORIGINALS + smarp))[0]!.scale!.height).toBeCloseTo(4 * 0.36443, 4);
  });

  it('of a synoptic map with an impossible CDELT2 have no scale', async () => {
    expect((await readImage(`${ORIGINALS}hmi.Synoptic_Mr_small.2096.fits`))[0]!.scale).toBeUndefined();
  });
});

describe.skipIf(!hasOriginals)(
  'the same patch in other formats (skipped where ../shared/data is absent)',
  () => {
    const read = async (name: string, options = {}) =>
      (await readImage(`${ORIGINALS}derived_ar11158_128_${name}`, options))[0]!;

    const clip = (values: Float32Array) => values.map((value) => Math.max(-1000, Math.min(1000, value)));

    it.each(['f4.npy', 'f8_fortran.npy', 'i2.npz', 'gzip_f4.h5'])(
      '%s has the pixels of i2.npy',
      async (name) => {
        const rounded = (await read(name)).values.map(Math.round);
        expect(rounded).toEqual((await read('i2.npy')).values);
      },
    );

    it('FITS has its rows the other way round', async () => {
      const [north, south] = [await read('i2.npy'), await read('i2.fits')];
      expect([north.rowZero, south.rowZero]).toEqual(['north', 'south']);
      const flipped = south.values.map(
        (_, at) => south.values[(127 - Math.floor(at / 128)) * 128 + (at % 128)]!,
      );
      expect(flipped).toEqual(north.values);
    });

    it('16-bit PNG, which was clipped to ±1000 G, has the pixels exactly, with its offset', async () => {
      expect((await read('gray16_offset32768.png', { offset: 32768 })).values).toEqual(
        clip((await read('i2.npy')).values),
      );
    });

    it('8-bit PNG has them to half a code of 2000/255 G', async () => {
      const values = clip((await read('i2.npy')).values);
      const errors = (await read('gray8_pm1000G.png')).values.map((value, at) =>
        Math.abs(value - values[at]!),
      );
      expect(errors.reduce((most, error) => Math.max(most, error))).toBeLessThanOrEqual(1000 / 255 + 1e-4);
    });
  },
);

describe.skipIf(!hasOriginals)(
  'a picture with drawings over it (skipped where ../shared/data is absent)',
  () => {
    it('is read without its coloured pixels', async () => {
      const name = 'helioviewer_20210701_HMI_Mag_interlaced_rgb8.png';
      const [image] = await readImage(ORIGINALS + name);
      expect(image!.warnings.map(({ code }) => code)).toEqual(WARNED[name]);
      const missing = image!.values.filter(Number.isNaN).length;
      expect(missing / image!.values.length).toBeGreaterThan(0.005);
      expect(missing / image!.values.length).toBeLessThan(0.02);
    });
  },
);
