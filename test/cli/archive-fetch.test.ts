import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fitsIn, ledgerOf, newFolder } from '../archive/jsoc/fetching.js';
import { observations } from '../archive/jsoc/observatory.js';
import { startSite, type SiteServer } from '../archive/jsoc/site-server.js';
import { runGiq } from '../support/command-line.js';

const sites: SiteServer[] = [];
const folders: string[] = [];
afterEach(async () => {
  folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true }));
  await Promise.all(sites.splice(0).map((site) => site.close()));
});

/** `giq archive fetch` of the small series, with more arguments. */
async function fetchWith(more: readonly string[], isOnLine = true) {
  const site = await startSite({ observations: observations(4, 360).map((each) => ({ ...each, isOnLine })) });
  sites.push(site);
  const folder = newFolder();
  folders.push(folder);
  const fixed = ['--series', 'hmi.sharp_cea_720s', '--base-url', site.url, '--out', join(folder, 'sharps')];
  const ran = await runGiq(['archive', 'fetch', ...fixed, ...more], { directory: folder });
  return { ...ran, folder: join(folder, 'sharps'), site };
}

const twoDays = ['--harp', '377', '--from', '2011-02-14', '--to', '2011-02-16', '--cadence', '6h'];

describe('giq archive fetch', () => {
  it('brings a region', async () => {
    const { exitCode, out, narration, folder, site } = await fetchWith(twoDays);
    expect({ exitCode, out }).toEqual({ exitCode: 0, out: '' });
    expect(narration).toBe(
      'hmi.sharp_cea_720s[377][2011.02.14_00:00:34_TAI-2011.02.16_00:00:34_TAI@21600s]: 4 records, 4 files\n' +
        '4 fetched, 0 were there\n',
    );
    expect(ledgerOf(folder).map(({ file }) => file)).toEqual(fitsIn(folder).sort());
    expect(site.asked[0].agent).toMatch(/^giq\/\d/);
  });

  it('only tells what it would do', async () => {
    const { exitCode, out, folder } = await fetchWith([...twoDays, '--dry-run']);
    expect(exitCode).toBe(0);
    expect(out.split('\n')).toHaveLength(5);
    expect(out).toContain('hmi.sharp_cea_720s.377.20110214_060000_TAI.Br.fits\n');
    expect(existsSync(folder) && fitsIn(folder).length > 0).toBe(false);
  });

  it('fails when files did not come, and says why', async () => {
    const { exitCode, narration } = await fetchWith(twoDays, false);
    expect(exitCode).toBe(1);
    const code: string = 'jsoc-files-missing';
    expect(narration).toContain(`error[${code}]: 4 of 4 files did not come`);
    expect(narration).toContain('`--email ADDRESS` has what is off line exported');
  });

  it.each([
    [['--from', 'soon'], '--from requires a time'],
    [['--cadence', '6h'], '--to and --cadence require --from'],
    [['--from', '2011-02-16', '--to', '2011-02-14'], '--to requires a time after --from'],
    [['--from', '2011-02-14', '--cadence', 'often'], '--cadence requires a duration'],
    [['--quality', 'good'], '--quality requires `any`'],
    [['--segments', ' , '], '--segments requires at least one name'],
    [['--base-url', 'ftp://somewhere'], '--base-url requires an address with http'],
    [['--jobs', '99'], 'a whole number from 1 to 8 is required'],
  ])('refuses %j', async (more, problem) => {
    const { exitCode, narration } = await fetchWith(more);
    expect(exitCode).toBe(2);
    expect(narration).toContain(problem);
  });
});
