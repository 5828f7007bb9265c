import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasOriginals, ORIGINALS } from '../readers/support.js';
import { archiveOf, openMade, reportOf, temporaryFolder, valuesOf } from './support.js';

describe.skipIf(!hasOriginals)(
  'an archive of original files (skipped where ../shared/data is absent)',
  () => {
    it('has every magnetogram once, and a reason for every other file', async () => {
      const work = temporaryFolder();
      try {
        const folder = join(work.path, 'out');
        const { inputs } = await archiveOf([ORIGINALS], folder);
        const archive = await openMade(folder);
        expect(archive.size + reportOf(folder).length).toBe(inputs.length);
        expect(reportOf(folder).sort()).toEqual([
          ...Array<string>(5).fill('duplicate duplicate-patch'),
          'refused looks-not-gauss',
          ...Array<string>(2).fill(`refused ${'needs-cutting'}`),
          'refused not-a-magnetogram',
          'refused not-a-magnetogram',
        ]);
        expect(valuesOf(archive, 'record')).toContain('hmi.sharp_cea_720s[377][2011.02.15_02:00:00_TAI]{Br}');
        expect(valuesOf(archive, 'record')).toContain(
          'mdi.smarp_cea_96m[13520][2010.07.14_12:48:00_TAI]{magnetogram}',
        );
        expect(readFileSync(join(folder, 'report.csv'), 'utf8')).toContain('hmi.Synoptic_Mr_small.2096.fits');
      } finally {
        work.remove();
      }
    });
  },
);
