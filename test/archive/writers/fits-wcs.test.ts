import { describe, expect, it } from 'vitest';
import { decodeFits } from '../../../src/archive/readers/fits/index.js';
import { onesComplementSum } from '../../../src/archive/readers/fits/checksum.js';
import { parseHeader } from '../../../src/archive/readers/fits/header.js';
import { encodeFits, encodeFitsImages, wcsCards, type FitsCard } from '../../../src/archive/writers/index.js';
import type { SunPlace } from '../../../src/archive/archive.js';
import fc from 'fast-check';

const size = 4;
const values = new Float32Array(size * size).fill(7);
const scale = { width: 1.5, height: 0.75 };
const place: SunPlace = { frame: 'carrington', longitude: 34.5, latitude: -20.25, east: 0.5, south: 0.375 };

describe('world coordinates', () => {
  it('of an equal-area map are read back', () => {
    const image = decodeFits(encodeFits(values, size, size, wcsCards(size, scale, place)), 'a.fits');
    expect(image.place).toEqual(place);
    expect(image.scale?.width).toBeCloseTo(scale.width, 12);
    expect(image.scale?.height).toBeCloseTo(scale.height, 12);
    expect(image.warnings).toEqual([]);
  });

  it('without a place are distances from the middle', () => {
    const bytes = encodeFits(values, size, size, wcsCards(size, scale, undefined));
    const { header } = parseHeader(bytes, 0)!;
    const names = ['CTYPE1', 'CUNIT1', 'CRPIX1', 'CRVAL1', 'CDELT1', 'CDELT2'];
    expect(names.map((name) => header.get(name))).toEqual(['X', 'Mm', 2.5, 0, 1.5, 0.75]);
    expect(decodeFits(bytes, 'a.fits').place).toBeUndefined();
  });

  it.each([
    ['CROTA2', 12],
    ['PV2_1', 0.5],
    ['PC1_2', 0.1],
  ])('with %s are not taken for upright ones', (keyword, value) => {
    const cards: FitsCard[] = [...wcsCards(size, scale, place), [keyword, value]];
    expect(decodeFits(encodeFits(values, size, size, cards), 'a.fits').place).toBeUndefined();
  });
});

describe('checksums', () => {
  const zero = 0xffffffff;

  it('make every unit add up to -0, whatever its pixels and cards', () => {
    const text = fc.string({ unit: fc.constantFrom('CHECKSUM= ', 'é', "'", 'x'), maxLength: 30 });
    fc.assert(
      fc.property(
        fc.array(fc.float({ noNaN: true }), { minLength: 6, maxLength: 6 }),
        text,
        (pixels, note) => {
          const unit = encodeFits(Float32Array.from(pixels), 3, 2, [['HISTORY', note]]);
          expect(onesComplementSum(unit)).toBe(zero);
        },
      ),
    );
  });

  it('are in extensions too, whose cards stand in the order of the standard', () => {
    const image = { values, width: size, height: size, cards: [['TEXT', 'long '.repeat(40)]] as FitsCard[] };
    const file = encodeFitsImages([image, image]);
    const second = file.subarray(file.length / 2);
    expect(onesComplementSum(second)).toBe(zero);
    const { header } = parseHeader(second, 0)!;
    const first = [...header.keys()].slice(0, 7);
    expect(first).toEqual(['XTENSION', 'BITPIX', 'NAXIS', 'NAXIS1', 'NAXIS2', 'PCOUNT', 'GCOUNT']);
  });
});
