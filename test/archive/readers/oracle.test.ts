import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../src/archive/readers/index.js';
import { toUtc } from '../../../src/archive/readers/date.js';
import { failure, FILES, fixture, oracle, unpack } from './support.js';

interface Expected {
  readonly files: Readonly<Record<string, { shape: number[]; values: string }>>;
  readonly tai_to_utc: Readonly<Record<string, string>>;
}

const expected = oracle<Expected>('readers.json');

function decode(name: string) {
  const bytes = fixture(name);
  return FORMATS.find((format) => format.matches(bytes))!.decode(bytes, name, {});
}

describe('files that astropy and NumPy wrote', () => {
  it.each(Object.entries(expected.files))('%s is read as they read it', (name, { shape, values }) => {
    const images = decode(name);
    const [height, width] = shape.slice(-2);
    expect(images.map((image) => [image.height, image.width])).toEqual(
      Array.from({ length: shape.length === 3 ? shape[0]! : 1 }, () => [height, width]),
    );
    expect(images.flatMap((image) => [...image.values])).toEqual([...unpack(values)]);
    expect(images.flatMap((image) => image.warnings)).toEqual([]);
  });

  it('covers every committed file', () => {
    const files = readdirSync(FILES, { withFileTypes: true }).filter((entry) => entry.isFile());
    const names = files.map(({ name }) => name).filter((name) => !name.startsWith('refused_'));
    expect(names.length).toBeGreaterThan(40);
    expect(Object.keys(expected.files).sort()).toEqual(names.sort());
  });

  it('takes the south as the first row of FITS, the north elsewhere', () => {
    expect(decode('plain_f32.fits.gz')[0]!.rowZero).toBe('south');
    expect(decode('npy_fortran.npy')[0]!.rowZero).toBe('north');
  });

  it('numbers the images of a stack', () => {
    expect(decode('npy_stack.npy').map(({ id }) => id)).toEqual(['npy_stack[0]', 'npy_stack[1]']);
    expect(decode('npy_version2.npy').map(({ id }) => id)).toEqual(['npy_version2']);
  });
});

describe('files whose contents cannot be used', () => {
  it.each([
    ['refused_hcompress.fits.gz', 'file-feature-unsupported', 'HCOMPRESS_1'],
    ['refused_plio.fits.gz', 'file-feature-unsupported', 'PLIO_1'],
    ['refused_cube.fits.gz', 'no-image', 'a cube of 24 × 17 × 3 values'],
    ['refused_empty.fits.gz', 'no-image', 'headers without data'],
    ['refused_objects.npy', 'file-feature-unsupported', 'Python objects'],
    ['refused_record.npy', 'file-feature-unsupported', "[('a', '<f4'), ('b', '<i2')]"],
    ['refused_complex.npy', 'file-feature-unsupported', '`<c8`'],
    ['refused_one_dimension.npy', 'no-image', 'shape [5]'],
  ])('%s is refused by name', (name, code, words) => {
    const diagnostic = failure(() => decode(name));
    expect(diagnostic.code).toBe(code);
    expect(diagnostic.message).toContain(words);
  });
});

describe('times', () => {
  it.each(Object.entries(expected.tai_to_utc))('%s TAI is what astropy says in UTC', (tai, utc) => {
    expect(toUtc(`${tai}_TAI`)).toBe(utc);
  });
});
