import { describe, expect, it } from 'vitest';
import { numberOf, parseHeader, parseValue, textOf } from '../../../src/archive/readers/fits/header.js';
import { fitsFile, IMAGE_CARDS } from './support.js';

const headerOf = (...cards: string[]) => parseHeader(fitsFile(cards), 0)!.header;

describe('values of header cards', () => {
  it.each([
    ["'SDO/HMI'           / telescope", 'SDO/HMI'],
    ["'it''s a / slash'", "it's a / slash"],
    ["'  leading stays  '", '  leading stays'],
    ["'never closed", 'never closed'],
    ["''", ''],
    ['                 377 / number', 377],
    ['T', true],
    ['f / lower case', false],
    ['-1.5E+03', -1500],
    ['2.714760e+22', 2.71476e22],
    ['1.25D-2', 0.0125],
    ['.5', 0.5],
    ['3.', 3],
    ['   / undefined', null],
    ['2011.02.15_02:00:00_TAI', '2011.02.15_02:00:00_TAI'],
  ])('%s', (text, value) => {
    expect(parseValue(text)).toBe(value);
  });

  it('tolerates the NaN of SHARP headers', () => {
    expect(parseValue('nan')).toBeNaN();
    expect(parseValue('-Inf')).toBe(-Infinity);
    expect(numberOf(headerOf('R_VALUE = nan'), 'R_VALUE', -1)).toBe(-1);
  });
});

describe('parseHeader', () => {
  it('tolerates lower case, missing blanks and unpadded values', () => {
    const header = headerOf('harpnum =377', 'NOAA_AR=11158', 'T_REC   = abc');
    expect([...header]).toEqual([
      ['HARPNUM', 377],
      ['NOAA_AR', 11158],
      ['T_REC', 'abc'],
    ]);
  });

  it('takes the first of a repeated keyword and no commentary', () => {
    const header = headerOf(
      'A = 1',
      'A = 2',
      'COMMENT = 5',
      'HISTORY A = 6',
      '        = 7',
      'no equals sign',
    );
    expect([...header]).toEqual([['A', 1]]);
  });

  it('reads HIERARCH keywords', () => {
    expect(headerOf("HIERARCH giq world name = 'solar-sim' / comment").get('GIQ WORLD NAME')).toBe(
      'solar-sim',
    );
  });

  it('joins texts over CONTINUE cards', () => {
    const header = headerOf("LONG    = 'abc &'", "CONTINUE  'def&'", "CONTINUE  '' / done", "NEXT    = 'x&'");
    expect(header.get('LONG')).toBe('abc def');
    expect(header.get('NEXT')).toBe('x&');
  });

  it('says where the data begin, and that a header without END is none', () => {
    expect(parseHeader(fitsFile(IMAGE_CARDS), 0)?.dataStart).toBe(2880);
    expect(parseHeader(fitsFile(Array<string>(40).fill('COMMENT')), 0)?.dataStart).toBe(5760);
    expect(parseHeader(Buffer.from('SIMPLE  = T'.padEnd(80)), 0)).toBeUndefined();
  });

  it('gives texts without blanks around them', () => {
    expect(textOf(headerOf("CUNIT1  = ' degree '"), 'CUNIT1')).toBe('degree');
    expect(textOf(headerOf("CUNIT1  = '  '", 'CUNIT2 = 5'), 'CUNIT1')).toBeUndefined();
  });
});
