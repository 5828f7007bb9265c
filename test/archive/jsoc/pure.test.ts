import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delayBefore, readRetryAfter } from '../../../src/archive/jsoc/backoff.js';
import { fileName } from '../../../src/archive/jsoc/names.js';
import { isUsable, qualityMask } from '../../../src/archive/jsoc/quality.js';
import { recordSet } from '../../../src/archive/jsoc/record-set.js';
import { recordsOf } from '../../../src/archive/jsoc/records.js';
import type { KeywordType, Series } from '../../../src/archive/jsoc/series.js';
import { readDuration, readTime, taiText } from '../../../src/archive/jsoc/times.js';
import { keywordValue } from '../../../src/archive/jsoc/values.js';
import { taiToUtc, utcToTai } from '../../../src/archive/leap-seconds.js';
import { toUtc } from '../../../src/archive/readers/date.js';

const types: readonly (readonly [string, KeywordType])[] = [
  ['HARPNUM', 'int'],
  ['T_REC', 'time'],
];
const sharps: Series = {
  name: 'hmi.sharp_cea_720s',
  primeKeys: ['HARPNUM', 'T_REC'],
  keywords: new Map(types),
  segments: ['Br'],
};
const synoptic: Series = {
  name: 'hmi.synoptic_mr_720s',
  primeKeys: ['CAR_ROT'],
  keywords: new Map([['CAR_ROT', 'int']]),
  segments: ['synopMr'],
};

describe('times', () => {
  it.each([
    ['2010-07-01T00:00:00Z', '2010.07.01_00:00:34_TAI'],
    ['2012-06-30T23:59:59Z', '2012.07.01_00:00:33_TAI'],
    ['2012-07-01T00:00:00Z', '2012.07.01_00:00:35_TAI'],
    ['2017-01-01T00:00:00Z', '2017.01.01_00:00:37_TAI'],
    ['2020-02-29T12:00:00.500Z', '2020.02.29_12:00:37.500_TAI'],
  ])('%s is %s', (utc, tai) => {
    expect(taiText(Date.parse(utc))).toBe(tai);
  });

  it('in TAI and back are the same', () => {
    const span = { min: Date.UTC(1993, 6, 1), max: Date.UTC(2034, 0, 1) };
    fc.assert(fc.property(fc.integer(span), (utc) => taiToUtc(utcToTai(utc)) === utc));
    fc.assert(fc.property(fc.integer(span), (utc) => Date.parse(toUtc(taiText(utc))!) === utc));
  });

  it('are UTC unless they say TAI', () => {
    expect(readTime('2011-02-14')).toBe(Date.UTC(2011, 1, 14));
    expect(readTime('2011.02.14_00:00:34_TAI')).toBe(Date.UTC(2011, 1, 14));
    expect(readTime('soon')).toBeUndefined();
  });

  it.each([
    ['6h', 21_600],
    ['12m', 720],
    ['720s', 720],
    ['1d', 86_400],
    ['0h', undefined],
    ['6', undefined],
    ['h', undefined],
  ])('`%s` lasts %s seconds', (text, seconds) => {
    expect(readDuration(text)).toBe(seconds);
  });
});

describe('record sets', () => {
  const [from, to] = [Date.UTC(2011, 1, 14), Date.UTC(2011, 1, 16)];

  it.each([
    [sharps, {}, 'hmi.sharp_cea_720s[]'],
    [sharps, { regions: '377,401' }, 'hmi.sharp_cea_720s[377,401]'],
    [sharps, { from, to }, 'hmi.sharp_cea_720s[][2011.02.14_00:00:34_TAI-2011.02.16_00:00:34_TAI]'],
    [sharps, { where: 'NOAA_AR = 11158' }, 'hmi.sharp_cea_720s[][? NOAA_AR = 11158 ?]'],
    [synoptic, { where: 'CAR_ROT > 2200' }, 'hmi.synoptic_mr_720s[][? CAR_ROT > 2200 ?]'],
  ])('%#', (series, selection, text) => {
    expect(recordSet(series, selection)).toBe(text);
  });

  it.each([
    [synoptic, { regions: '377' }],
    [synoptic, { from, to }],
    [sharps, { regions: '' }],
  ])('that the series has no key for are refused: %#', (series, selection) => {
    expect(() => recordSet(series, selection)).toThrow(/ require/);
  });
});

describe('values', () => {
  it.each([
    ['377', 'int', 377],
    ['0x00000400', 'int', 1024],
    ['0x80000000', 'int', -2_147_483_648],
    ['2.48e+22', 'double', 2.48e22],
    ['123456789012345678901', 'longlong', '123456789012345678901'],
    ['MISSING', 'double', null],
    ['-nan', 'float', null],
    ['Invalid KeyLink', 'string', null],
    ['-4712.01.01_11:59:28_TAI', 'time', null],
    ['11158,11159', 'string', '11158,11159'],
    ['0x41', 'string', '0x41'],
  ] as const)('`%s` of type %s', (text, type, value) => {
    expect(keywordValue(text, type)).toBe(value);
  });
});

describe('records', () => {
  const column = (name: string, ...values: string[]) => ({ name, values });
  const keywords = [column('HARPNUM', '377'), column('T_REC', '2011.02.15_02:00:00.000_TAI')];

  it('are the rows of columns', () => {
    const segments = [column('Br', '/SUM1/D2/Br.fits')];
    const [record] = recordsOf({ count: 1, keywords, segments }, sharps);
    expect(record.query).toBe('hmi.sharp_cea_720s[377][2011.02.15_02:00:00.000_TAI]');
    expect(record.segments.get('Br')).toBe('/SUM1/D2/Br.fits');
    expect(fileName(sharps, record, 'Br')).toBe('hmi.sharp_cea_720s.377.20110215_020000_TAI.Br.fits');
  });

  it.each(['', 'NoDataFile', '/SUM1/NoDataFile', '//other.site/Br.fits', 'http://other.site/Br.fits'])(
    'have no file at `%s`',
    (path) => {
      const [record] = recordsOf({ count: 1, keywords, segments: [column('Br', path)] }, sharps);
      expect(record.segments.get('Br')).toBeUndefined();
    },
  );

  it('of a damaged answer are refused', () => {
    expect(() => recordsOf({ count: 2, keywords, segments: [] }, sharps)).toThrow(
      'HARPNUM has 1 values for 2 records',
    );
    expect(() => recordsOf({ count: 1, keywords: [keywords[0]], segments: [] }, sharps)).toThrow(
      'record 1 has no T_REC',
    );
  });

  it('never leave their folder by their name', () => {
    const odd = [column('HARPNUM', '../../377'), column('T_REC', '..\\x')];
    const [record] = recordsOf({ count: 1, keywords: odd, segments: [] }, sharps);
    expect(fileName(sharps, record, 'Br')).not.toMatch(/[/\\]/);
  });
});

describe('QUALITY', () => {
  it.each([
    [0, true],
    [0x400, true],
    [0x10000, false],
    [-2_147_483_648, false],
    [null, true],
  ])('%s of HMI: %s', (quality, isGood) => {
    expect(isUsable(quality, qualityMask('hmi.sharp_cea_720s'))).toBe(isGood);
  });

  it('of MDI has good bits that are bad ones of HMI', () => {
    expect(isUsable(0x20000, qualityMask('mdi.smarp_cea_96m'))).toBe(true);
    expect(isUsable(0x40000, qualityMask('mdi.smarp_cea_96m'))).toBe(false);
  });
});

describe('delays', () => {
  const patience = { attempts: 9, firstDelay: 1000, longestDelay: 60_000 };

  it('double, between half and all of it, up to the longest', () => {
    const failed = fc.integer({ min: 1, max: 30 });
    const uniform = fc.double({ min: 0, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(failed, uniform, (count, random) => {
        const full = Math.min(60_000, 1000 * 2 ** (count - 1));
        const delay = delayBefore(count, patience, random);
        return delay >= full / 2 && delay < full;
      }),
    );
  });

  it('are as long as the site asks for, up to an hour', () => {
    expect(delayBefore(1, patience, 0, 7000)).toBe(7000);
    expect(delayBefore(1, patience, 0, 1e9)).toBe(3_600_000);
    const now = Date.parse('2026-01-01T00:00:00Z');
    expect(readRetryAfter('120', now)).toBe(120_000);
    expect(readRetryAfter('Thu, 01 Jan 2026 00:00:30 GMT', now)).toBe(30_000);
    expect(readRetryAfter('soon', now)).toBeUndefined();
    expect(readRetryAfter(null, now)).toBeUndefined();
  });
});
