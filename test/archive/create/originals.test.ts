import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasOriginals, ORIGINALS } from '../readers/support.js';
import { archiveOf, openMade, reportOf, temporaryFolder, valuesOf } from './support.js';

/** Active regions in the small synoptic map of Carrington rotation 2096, and in the HDF5 map of rotation 2252. */
const REGIONS = 4;
const REGIONS_HDF5 = 10;

describe.skipIf(!hasOriginals)(
  'an archive of original files (skipped where ../shared/data is absent)',
  () => {
    it('has every magnetogram once, and a reason for every other file', async () => {
      const work = temporaryFolder();
      try {
        const folder = join(work.path, 'out');
        const { inputs } = await archiveOf([ORIGINALS], folder);
        const archive = await openMade(folder);
        expect(archive.size + reportOf(folder).length).toBe(inputs.length + REGIONS - 1 + REGIONS_HDF5 - 1);
        expect(reportOf(folder).sort()).toEqual([
          ...Array<string>(5).fill('duplicate duplicate-patch'),
          'refused file-format-unknown',
          'refused looks-not-gauss',
          'refused needs-cutting',
          'refused not-a-magnetogram',
          'refused not-a-magnetogram',
          'refused picture-without-scale',
        ]);
        expect(valuesOf(archive, 'record')).toContain('hmi.sharp_cea_720s[377][2011.02.15_02:00:00_TAI]{Br}');
        expect(valuesOf(archive, 'record')).toContain(
          'mdi.smarp_cea_96m[13520][2010.07.14_12:48:00_TAI]{magnetogram}',
        );
        const cut = valuesOf(archive, 'file').flatMap((file, i) =>
          /Synoptic_Mr/.test(String(file)) ? [i] : [],
        );
        expect(cut).toHaveLength(REGIONS);
        const inHdf5 = valuesOf(archive, 'id').filter((id) => /cr2252/.test(String(id)));
        expect(inHdf5).toHaveLength(REGIONS_HDF5);
        for (const position of cut) {
          const { cr, crlon, lat, flux_mx: flux, date } = archive.meta(position);
          expect([2095, 2096, 2097]).toContain(cr);
          expect(crlon).toBeGreaterThanOrEqual(0);
          expect(crlon).toBeLessThan(360);
          expect(Math.abs(Number(lat))).toBeLessThan(45);
          expect(flux).toBeGreaterThan(2e21);
          expect(date).toMatch(/^2010-0[45]-/);
          expect(archive.scale!(position)!.width).toBeGreaterThan(0.3);
        }
      } finally {
        work.remove();
      }
    });
  },
);
