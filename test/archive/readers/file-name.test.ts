import { describe, expect, it } from 'vitest';
import { parseSdoName, stemOf } from '../../../src/archive/readers/file-name.js';

describe('names of files from JSOC', () => {
  it('say the series, the patch, the time and the segment of a SHARP', () => {
    expect(parseSdoName('data/hmi.sharp_cea_720s.377.20110215_020000_TAI.Br.fits')).toEqual({
      series: 'hmi.sharp_cea_720s',
      meta: { harpnum: 377, date: '2011-02-15T01:59:26Z', segment: 'Br' },
    });
  });

  it('number MDI patches apart from those of HMI', () => {
    const { meta } = parseSdoName('mdi.smarp_cea_96m.13520.20100714_124800_TAI.magnetogram.fits');
    expect(meta).toEqual({ tarpnum: 13520, date: '2010-07-14T12:47:26Z', segment: 'magnetogram' });
  });

  it('may have no patch and no segment', () => {
    expect(parseSdoName('hmi.M_720s.20110402_204800_TAI_0.fits')).toEqual({
      series: 'hmi.M_720s',
      meta: { date: '2011-04-02T20:47:26Z' },
    });
  });

  it.each(['AR11158.fits', 'hmi.fits', 'sharp.377.Br.fits', ''])('`%s` says nothing', (name) => {
    expect(parseSdoName(name)).toEqual({ meta: {} });
  });

  it.each([
    ['folder/region.fits.gz', 'region'],
    ['region.Br.FITS', 'region.Br'],
    ['patches.npz', 'patches'],
    ['region.377', 'region.377'],
  ])('%s is called %s', (name, stem) => {
    expect(stemOf(name)).toBe(stem);
  });
});
