import { describe, expect, it } from 'vitest';
import { recordOf } from '../../../src/archive/create/record-query.js';

describe('the query that gets a file from JSOC', () => {
  it.each([
    [
      'hmi.sharp_cea_720s.377.20110215_020000_TAI.Br.fits',
      {},
      'hmi.sharp_cea_720s[377][2011.02.15_02:00:00_TAI]{Br}',
    ],
    [
      'a/mdi.smarp_cea_96m.13520.20100714_124800_TAI.magnetogram.fits',
      {},
      'mdi.smarp_cea_96m[13520][2010.07.14_12:48:00_TAI]{magnetogram}',
    ],
    ['hmi.M_720s.20110402_204800_TAI_0.fits', {}, 'hmi.M_720s[2011.04.02_20:48:00_TAI]'],
    [
      'hmi.M_720s.20110402_204800_TAI_0.fits',
      { T_REC: '2011.04.02_20:48:00.5_TAI' },
      'hmi.M_720s[2011.04.02_20:48:00.5_TAI]',
    ],
  ])('of %s with %j is %s', (file, keywords, query) => {
    expect(recordOf(file, keywords)?.record).toBe(query);
  });

  it('is not known of a file of another name', () => {
    expect(recordOf('region.fits', { T_REC: '2011.02.15_02:00:00_TAI' })).toBeUndefined();
  });
});
