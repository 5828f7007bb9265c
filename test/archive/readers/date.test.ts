import { describe, expect, it } from 'vitest';
import { toUtc } from '../../../src/archive/readers/date.js';

describe('toUtc', () => {
  it.each([
    ['2011.02.15_02:00:00_TAI', '2011-02-15T01:59:26Z'],
    ['20110215_020000_TAI', '2011-02-15T01:59:26Z'],
    ['2010.07.14_12:48:00.000_TAI', '2010-07-14T12:47:26Z'],
    ['2011-02-15T01:58:12.30', '2011-02-15T01:58:12.300Z'],
    ['2011-02-15T01:58:12Z', '2011-02-15T01:58:12Z'],
    ['2011-02-15', '2011-02-15T00:00:00Z'],
    ['2011.02.15_02:00_UTC', '2011-02-15T02:00:00Z'],
  ])('%s is %s', (text, utc) => {
    expect(toUtc(text)).toBe(utc);
  });

  it('uses the time scale of the header for a text that names none', () => {
    expect(toUtc('2017-01-01T00:00:37', 'TAI')).toBe('2017-01-01T00:00:00Z');
    expect(toUtc('2017-01-01T00:00:37_UTC', 'TAI')).toBe('2017-01-01T00:00:37Z');
  });

  it.each(['', 'yesterday', '15/02/2011', '2011-13-01', '2011-02-32', '2011.02.15_02:00:00_PST'])(
    '`%s` is no time',
    (text) => {
      expect(toUtc(text)).toBeUndefined();
    },
  );
});
