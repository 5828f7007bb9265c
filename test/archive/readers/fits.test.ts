import { describe, expect, it } from 'vitest';
import { decodeFits } from '../../../src/archive/readers/fits/index.js';
import { decodeRice } from '../../../src/archive/readers/fits/rice.js';
import { failure, fitsFile, fixture, IMAGE_CARDS } from './support.js';

const SHARP = [
  "CTYPE1  = 'CRLN-CEA'",
  "CTYPE2  = 'CRLT-CEA'",
  'CDELT1  = 0.03',
  'CDELT2  = 0.03',
  "CUNIT1 = 'degree'",
];
const PIXELS = Uint8Array.from({ length: 12 }, (_, index) => index);

const decode = (cards: string[], name = 'region.fits') =>
  decodeFits(fitsFile([...IMAGE_CARDS, ...cards], PIXELS), name);

describe('what a FITS header says of an image', () => {
  it('is the scale of a SHARP: 0.03° on a Sun of 696 Mm', () => {
    const { scale } = decode(SHARP);
    expect(scale!.width).toBeCloseTo((0.03 / 360) * 2 * Math.PI * 696, 10);
    expect(scale!.height).toBeCloseTo(0.3644, 4);
  });

  it('is no scale where the projection has none, or steps are impossible', () => {
    expect(decode(["CTYPE1  = 'HPLN-TAN'", 'CDELT1 = 0.5', 'CDELT2 = 0.5']).scale).toBeUndefined();
    expect(decode(["CTYPE1  = 'CRLN-CEA'", 'CDELT1 = 0.5', 'CDELT2 = 60']).scale).toBeUndefined();
    expect(decode([]).scale).toBeUndefined();
  });

  it('is the scale by the name of the series in a file without keywords', () => {
    expect(decode([], 'hmi.sharp_cea_720s.377.20110215_020000_TAI.Br.fits').scale!.width).toBeCloseTo(
      0.3644,
      4,
    );
  });

  it('is the scale that giq writes into its own files', () => {
    expect(decode(['PIXWMM = 1.5', 'PIXHMM = 0.75']).scale).toEqual({ width: 1.5, height: 0.75 });
  });

  it('is the metadata, which win over those of the name', () => {
    const cards = ['HARPNUM = 400', 'NOAA_AR = 0', 'LAT_FWT = nan', "T_REC   = '2011.02.15_02:00:00_TAI'"];
    expect(decode(cards, 'hmi.sharp_cea_720s.377.20120101_000000_TAI.Br.fits').meta).toEqual({
      harpnum: 400,
      noaa: null,
      lat: null,
      date: '2011-02-15T01:59:26Z',
      segment: 'Br',
    });
  });

  it('is the unit', () => {
    expect([...decode(["BUNIT = 'kG'"]).values]).toEqual([...PIXELS].map((value) => 1000 * value));
    expect([...decode(["BUNIT = 'Mx/cm^2'"]).values]).toEqual([...PIXELS]);
    expect([...decode(["BUNIT = 'mT'"]).values]).toEqual([...PIXELS].map((value) => 10 * value));
    const diagnostic = failure(() => decode(["BUNIT = 'DN/s'"]));
    expect(diagnostic.code).toBe('not-a-magnetogram');
    expect(diagnostic.message).toContain('`DN/s`');
  });

  it('can be overruled about the unit', () => {
    const bytes = fitsFile([...IMAGE_CARDS, "BUNIT = 'simulated'"], PIXELS);
    expect(decodeFits(bytes, 'a.fits', { gaussPerUnit: 1000 }).values[1]).toBe(1000);
  });

  it('warns of a map of the whole Sun', () => {
    const cards = ["CTYPE1 = 'CRLN-CEA'", 'CDELT1 = -90', 'CDELT2 = 30'];
    expect(decode(cards).warnings.map(({ code }) => code)).toEqual(['looks-synoptic']);
  });
});

describe('checksums', () => {
  it('warn of a changed byte that decoding cannot notice', () => {
    const bytes = fixture('plain_f32.fits.gz').slice();
    bytes[2880 + 100]! ^= 1;
    expect(decodeFits(bytes, 'a.fits').warnings.map(({ code }) => code)).toEqual(['checksum-mismatch']);
  });
});

describe('damaged FITS files', () => {
  it('that are cut short say how many bytes are missing', () => {
    const bytes = fixture('rice_i32.fits.gz');
    const diagnostic = failure(() => decodeFits(bytes.subarray(0, bytes.length - 2000), 'a.fits'));
    expect(diagnostic.code).toBe('file-truncated');
    expect(diagnostic.message).toMatch(/the compressed image requires \d+ bytes, found \d+$/);
  });

  it('may lack the padding at their end', () => {
    const bytes = fitsFile(IMAGE_CARDS, PIXELS);
    expect([...decodeFits(bytes.subarray(0, 2880 + 12), 'a.fits').values]).toEqual([...PIXELS]);
    expect(failure(() => decodeFits(bytes.subarray(0, 2880 + 11), 'a.fits')).message).toContain(
      'the primary image requires 2892 bytes, found 2891',
    );
  });

  it.each([
    [['NAXIS1  = 100000', 'NAXIS2  = 100000'], 'image-too-large'],
    [['NAXIS1  = -5', 'NAXIS2  = 5'], 'file-damaged'],
    [['NAXIS1  = 0', 'NAXIS2  = 5'], 'file-damaged'],
    [['NAXIS2  = 5'], 'file-damaged'],
  ])('with the size %j are refused before memory is asked for', (size, code) => {
    const cards = ['SIMPLE = T', 'BITPIX = 8', 'NAXIS = 2', 'GCOUNT = 0', ...size];
    expect(failure(() => decodeFits(fitsFile(cards), 'a.fits')).code).toBe(code);
  });

  it('that are too small for their compressed image are refused before memory is asked for', () => {
    const text = Buffer.from(fixture('rice_one_tile.fits.gz')).toString('latin1');
    const huge = text
      .replace(/ZNAXIS1 = +24/, 'ZNAXIS1 = 8000'.padEnd(30))
      .replace(/ZNAXIS2 = +17/, 'ZNAXIS2 = 8000'.padEnd(30));
    expect(huge).not.toBe(text);
    const diagnostic = failure(() => decodeFits(Buffer.from(huge, 'latin1'), 'a.fits'));
    expect(diagnostic.message).toMatch(/\d+ bytes cannot hold an image of 8000 × 8000 pixels/);
  });
});

describe('decodeRice', () => {
  const refuse = (problem: string): never => {
    throw new Error(problem);
  };

  it('decodes a stream written by hand', () => {
    // 10 raw (8 bits); block coding 1 + 1 kept low bit (3 bits: 010); differences 0, +1, −1, +2 coded 0, 2, 1, 4:
    // unary of the high part, one, low bit: "1 0", "01 0", "1 1", "001 0".
    const bits = ['00001010', '010', '10', '010', '11', '0010'].join('').padEnd(24, '0');
    const bytes = Uint8Array.from(bits.match(/.{8}/g)!, (byte) => parseInt(byte, 2));
    expect([...decodeRice(bytes, 4, 1, 32, refuse)]).toEqual([10, 11, 10, 12]);
  });

  it('says what is wrong', () => {
    expect(() => decodeRice(Uint8Array.of(0, 0), 4, 4, 32, refuse)).toThrow('ends early');
    expect(() => decodeRice(Uint8Array.of(0, 0, 0, 1, 0x10, 0, 0), 4, 4, 32, refuse)).toThrow('ends early');
    expect(() => decodeRice(Uint8Array.of(0, 0, 0, 1, 0xff, 0, 0), 4, 4, 32, refuse)).toThrow(
      'unknown coding',
    );
    expect(() => decodeRice(Uint8Array.of(0, 0), 4, 8, 32, refuse)).toThrow('BYTEPIX');
  });
});
