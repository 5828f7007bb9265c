import fc from 'fast-check';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { decodeImages } from '../../../src/archive/readers/index.js';
import { GiqError } from '../../../src/diagnostics/diagnostic.js';
import { fixture } from './support.js';

const picture = encode({
  width: 9,
  height: 5,
  channels: 1,
  depth: 16,
  data: new Uint16Array(45).fill(40_000),
});

const SEEDS: Readonly<Record<string, Uint8Array>> = {
  ...Object.fromEntries(
    [
      'plain_i16.fits.gz',
      'extension.fits.gz',
      'rice_u8.fits.gz',
      'rice_i16.fits.gz',
      'rice_tiles.fits.gz',
      'gzip2_i32.fits.gz',
      'rice_f32_dither2.fits.gz',
      'rice_f32_zblank_column.fits.gz',
      'npy_stack_fortran.npy',
      'npz_stored.npz',
      'npz_deflated.npz',
    ].map((name) => [name, fixture(name)]),
  ),
  'picture.png': picture,
};

/** What decoding gives: images of the size they announce, or a diagnostic. Every other error is a bug and goes through. */
function outcome(bytes: Uint8Array): string {
  try {
    const images = decodeImages(bytes, 'fuzzed');
    images.forEach(({ values, width, height }) => expect(values.length).toBe(width * height));
    return 'images';
  } catch (error) {
    if (!(error instanceof GiqError)) throw error;
    return error.diagnostics[0]!.code;
  }
}

/** The headers, where one byte decides most, are changed as often as the rest. */
const changes = (length: number) =>
  fc.array(
    fc.record({ at: fc.oneof(fc.nat(Math.min(length, 300) - 1), fc.nat(length - 1)), byte: fc.nat(255) }),
    { minLength: 1, maxLength: 6 },
  );

describe.each(Object.entries(SEEDS))('any damage to %s', (_, whole) => {
  it('by cutting it gives images or a diagnostic', () => {
    const cut = fc.nat(whole.length - 1).map((length) => whole.subarray(0, length));
    fc.assert(
      fc.property(cut, (bytes) => void outcome(bytes)),
      { numRuns: 100 },
    );
    expect(outcome(whole.subarray(0, 40))).not.toBe('images');
  });

  it('by changing bytes gives images or a diagnostic', () => {
    fc.assert(
      fc.property(changes(whole.length), (list) => {
        const bytes = whole.slice();
        for (const { at, byte } of list) bytes[at] = byte;
        outcome(bytes);
      }),
      { numRuns: 200 },
    );
  });

  it('by changing digits of its header gives images or a diagnostic', () => {
    const digits = [...whole.keys()].filter((at) => whole[at]! >= 0x30 && whole[at]! <= 0x39);
    const edit = fc.record({ at: fc.constantFrom(...digits), digit: fc.integer({ min: 0x30, max: 0x39 }) });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (list) => {
        const bytes = whole.slice();
        for (const { at, digit } of list) bytes[at] = digit;
        outcome(bytes);
      }),
      { numRuns: 200 },
    );
  });
});

describe('any bytes', () => {
  it('give a diagnostic, whatever magic they begin with', () => {
    const magic = fc.constantFrom(
      '',
      'SIMPLE  = ',
      '\x93NUMPY\x01\0',
      'PK\x03\x04',
      '\x89PNG\r\n\x1a\n',
      '\x1f\x8b\x08',
    );
    const bytes = fc
      .tuple(magic, fc.uint8Array({ minLength: 1, maxLength: 400 }))
      .map(([start, rest]) => Buffer.concat([Buffer.from(start, 'latin1'), rest]));
    fc.assert(
      fc.property(bytes, (each) => void expect(outcome(each)).not.toBe('images')),
      { numRuns: 500 },
    );
  });
});
