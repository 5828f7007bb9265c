import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { randomStream } from '../../../src/numeric/random.js';
import { diagnosticOf, fetchAll, fetching, fitsIn, leftovers, ledgerOf, newFolder } from './fetching.js';
import { fileOf, fitsOf, observations, pathOf, queryOf, type Observation } from './observatory.js';
import { FAULTS, startSite, type Fault, type SiteOptions, type SiteServer } from './site-server.js';

const sites: SiteServer[] = [];
afterEach(async () => void (await Promise.all(sites.splice(0).map((site) => site.close()))));

async function siteWith(options: SiteOptions): Promise<SiteServer> {
  const site = await startSite(options);
  sites.push(site);
  return site;
}

/** The folder holds these observations, byte for byte, each in one line of the ledger, and nothing half. */
function expectWhole(folder: string, all: readonly Observation[]): void {
  const files = all.map((each) => fileOf(each)).sort();
  expect(fitsIn(folder).sort()).toEqual(files);
  for (const each of all)
    expect(Buffer.compare(readFileSync(join(folder, fileOf(each))), fitsOf(each))).toBe(0);
  expect(ledgerOf(folder).map(({ file }) => file)).toEqual(files);
  expect(leftovers(folder)).toEqual([]);
}

describe('a fetch from a site without faults', () => {
  it('brings files, and their keywords with types', async () => {
    const all = observations(3);
    const site = await siteWith({ observations: all });
    const { task } = fetching({ url: site.url });
    const { report } = await fetchAll(task);
    expect(report).toMatchObject({ records: 6, leftOut: 0, fetched: 6, present: 0, failures: [] });
    expectWhole(task.folder, all);
    expect(ledgerOf(task.folder)[0]).toEqual({
      file: 'hmi.sharp_cea_720s.377.20110214_000000_TAI.Br.fits',
      record: 'hmi.sharp_cea_720s[377][2011.02.14_00:00:00_TAI]{Br}',
      series: 'hmi.sharp_cea_720s',
      keywords: {
        HARPNUM: 377,
        T_REC: '2011.02.14_00:00:00_TAI',
        QUALITY: 0,
        NOAA_AR: 11158,
        NOAA_ARS: '11158',
        LAT_FWT: -20.5,
        USFLUX: 2.48e22,
      },
    });
    expect(ledgerOf(task.folder)[3].keywords).toMatchObject({ NOAA_AR: null, NOAA_ARS: null, LAT_FWT: null });
  });

  it('says who asks, and asks nothing twice', async () => {
    const site = await siteWith({ observations: observations(2) });
    const { task } = fetching({ url: site.url });
    await fetchAll(task);
    const asked = site.asked.length;
    expect(site.asked.every(({ agent }) => agent === 'giq/test')).toBe(true);
    const { report } = await fetchAll(task);
    expect(report).toMatchObject({ fetched: 0, present: 4 });
    expect(site.asked).toHaveLength(asked);
  });

  it('asks again when answers have grown old', async () => {
    const site = await siteWith({ observations: observations(2) });
    const { task } = fetching({ url: site.url });
    await fetchAll(task);
    const asked = site.asked.length;
    const tomorrow = Date.now() + 25 * 3600 * 1000;
    await fetchAll(fetching({ url: site.url, folder: task.folder, outside: { now: () => tomorrow } }).task);
    expect(site.asked).toHaveLength(asked + 3);
  });

  it('brings the records of a time span, in UTC, at a cadence', async () => {
    const all = observations(31);
    const site = await siteWith({ observations: all });
    const [from, to] = [Date.UTC(2011, 1, 14), Date.UTC(2011, 1, 14, 6)];
    const { task } = fetching({ url: site.url, selection: { regions: '377', from, to, cadence: 7200 } });
    const { plan } = await fetchAll(task);
    expect(plan.recordSet).toBe(
      'hmi.sharp_cea_720s[377][2011.02.14_00:00:34_TAI-2011.02.14_06:00:34_TAI@7200s]',
    );
    expectWhole(
      task.folder,
      [0, 10, 20, 30].map((index) => all[index]),
    );
  });

  it('lists long series in parts, each record once', async () => {
    const all = observations(60);
    const site = await siteWith({ observations: all });
    const [from, to] = [Date.UTC(2011, 1, 13, 23), Date.UTC(2011, 1, 15)];
    const { task } = fetching({ url: site.url, selection: { from, to }, manners: { page: 7 } });
    const { plan } = await fetchAll(task);
    expect(plan.files).toHaveLength(120);
    expect(site.asked.filter(({ parameters }) => parameters.get('op') === 'rs_list').length).toBeGreaterThan(
      16,
    );
    expectWhole(task.folder, all);
  });

  it('leaves out what QUALITY rules out, unless anything will do', async () => {
    const all = observations(4).map((each, index) => ({
      ...each,
      quality: [0, 0x400, 0x10000, 0x80000000][index % 4],
    }));
    const site = await siteWith({ observations: all });
    const { task } = fetching({ url: site.url });
    const { report } = await fetchAll(task);
    expect(report).toMatchObject({ records: 8, leftOut: 4, fetched: 4 });
    expectWhole(
      task.folder,
      all.filter(({ quality }) => quality < 0x10000),
    );
    const any = fetching({ url: site.url, mask: 0 });
    await fetchAll(any.task);
    expectWhole(any.task.folder, all);
  });

  it('brings several segments of a record', async () => {
    const site = await siteWith({ observations: observations(1) });
    const { task } = fetching({ url: site.url, segments: ['Br', 'magnetogram'] });
    await fetchAll(task);
    expect(ledgerOf(task.folder).map(({ record }) => record)).toEqual([
      'hmi.sharp_cea_720s[377][2011.02.14_00:00:00_TAI]{Br}',
      'hmi.sharp_cea_720s[377][2011.02.14_00:00:00_TAI]{magnetogram}',
      'hmi.sharp_cea_720s[401][2011.02.14_00:00:00_TAI]{Br}',
      'hmi.sharp_cea_720s[401][2011.02.14_00:00:00_TAI]{magnetogram}',
    ]);
  });

  it('keeps what other fetches have brought into the folder', async () => {
    const all = observations(2);
    const site = await siteWith({ observations: all });
    const { task } = fetching({ url: site.url, selection: { regions: '377' } });
    await fetchAll(task);
    await fetchAll(fetching({ url: site.url, folder: task.folder, selection: { regions: '401' } }).task);
    expectWhole(task.folder, all);
  });
});

describe('a fetch that was killed', () => {
  it('mends half a line, takes files without a line, and drops lines without a file', async () => {
    const all = observations(3);
    const site = await siteWith({ observations: all });
    const { task } = fetching({ url: site.url });
    await fetchAll(task);
    const ledger = join(task.folder, 'records.jsonl');
    const lines = readFileSync(ledger, 'utf8').split('\n');
    const gone = JSON.stringify({ file: 'gone.fits', record: 'x', series: 'y', keywords: {} });
    writeFileSync(join(task.folder, `.records.jsonl.${randomUUID()}.tmp`), lines[0]);
    writeFileSync(ledger, [lines[0], lines[0], gone, lines[2], lines[4].slice(0, 40)].join('\n'));
    const { report } = await fetchAll(task);
    expect(report).toMatchObject({ fetched: 0, present: 6 });
    expectWhole(task.folder, all);
  });

  it('brings again what is damaged and not in the ledger', async () => {
    const all = observations(1);
    const site = await siteWith({ observations: all });
    const folder = newFolder();
    writeFileSync(join(folder, fileOf(all[0])), fitsOf(all[0]).subarray(0, 5000));
    const { report } = await fetchAll(fetching({ url: site.url, folder }).task);
    expect(report).toMatchObject({ fetched: 2, present: 0 });
    expectWhole(folder, all);
  });

  it.each([true, false])('goes on where a file was broken off; ranges: %s', async (ranges) => {
    const [first] = observations(1);
    const site = await siteWith({ observations: [first], ranges });
    const { task } = fetching({ url: site.url });
    const whole = fitsOf(first);
    const url = new URL(pathOf(first), site.url).href;
    const part = join(task.folder, `${fileOf(first)}.part`);
    writeFileSync(part, whole.subarray(0, 5000));
    writeFileSync(`${part}.json`, JSON.stringify({ url, validator: `"${whole.length}"` }));
    await fetchAll(task);
    expectWhole(task.folder, [first]);
    const [asked] = site.asked.filter(({ path }) => path.startsWith('/SUM'));
    expect(asked.range).toBe('bytes=5000-');
    expect(asked.sent).toBe(ranges ? whole.length - 5000 : whole.length);
  });

  it('begins anew a part of which nothing is known, and one that was not of this file', async () => {
    const all = observations(1);
    const site = await siteWith({ observations: all });
    const { task } = fetching({ url: site.url });
    for (const each of all)
      writeFileSync(join(task.folder, `${fileOf(each)}.part`), 'SIMPLE  = something else');
    const note = { url: new URL(pathOf(all[0]), site.url).href, validator: '"1"' };
    writeFileSync(join(task.folder, `${fileOf(all[0])}.part.json`), JSON.stringify(note));
    await fetchAll(task);
    expectWhole(task.folder, all);
  });

  it('by Ctrl-C can be gone on with', async () => {
    const all = observations(6);
    const cancellation = new AbortController();
    const onRequest = (number: number) => number === 8 && cancellation.abort();
    const site = await siteWith({ observations: all, onRequest });
    const { task } = fetching({ url: site.url, signal: cancellation.signal });
    expect((await diagnosticOf(fetchAll(task))).code).toBe('cancelled');
    const before = ledgerOf(task.folder).length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(12);
    const { report } = await fetchAll(fetching({ url: site.url, folder: task.folder }).task);
    expect(report.present).toBe(before);
    expectWhole(task.folder, all);
  });
});

function onFirst(prefix: string, fault: Fault): (number: number, path: string) => Fault | undefined {
  let isSpent = false;
  return (_number, path) => {
    if (isSpent || !path.startsWith(prefix)) return undefined;
    isSpent = true;
    return fault;
  };
}

describe('one fault', () => {
  it.each(FAULTS.flatMap((fault) => [[fault, '/cgi-bin'] as const, [fault, '/SUM'] as const]))(
    '%s at %s is got over',
    async (fault, where) => {
      const all = observations(2);
      const site = await siteWith({ observations: all, fault: onFirst(where, fault) });
      const { task, slept } = fetching({ url: site.url, manners: { silence: 300 } });
      const { report } = await fetchAll(task);
      expect(report.failures).toEqual([]);
      expectWhole(task.folder, all);
      if (fault === 'busy') expect(slept).toContain(7000);
      if (fault === 'limit') expect(slept).toContain(9000);
      const isUnnoticed = fault === 'moved' || (fault === 'damage' && where !== '/SUM');
      if (!isUnnoticed) expect(slept.length).toBeGreaterThan(0);
    },
  );

  it('that stays is reported with its reason, and the rest comes', async () => {
    const all = observations(2);
    const broken = fileOf(all[1]);
    const path = `/S${all[1].time / 720_000}/`;
    const fault = (_number: number, asked: string) =>
      asked.includes('/D377') && asked.includes(path) ? 'page' : undefined;
    const site = await siteWith({ observations: all, fault });
    const { task } = fetching({ url: site.url, manners: { attempts: 3 } });
    const { report } = await fetchAll(task);
    expect(report.failures).toEqual([
      {
        file: broken,
        record: `${queryOf(all[1])}{Br}`,
        reason: 'the site sends a web page, not a FITS file',
      },
    ]);
    expect(JSON.parse(readFileSync(join(task.folder, 'fetch-report.json'), 'utf8'))).toEqual(report);
    expectWhole(
      task.folder,
      all.filter((each) => each !== all[1]),
    );
  });
});

describe('random faults', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('of seed %i end with every record once', async (seed) => {
    const all = observations(10).map((each, index) => ({ ...each, isOnLine: index % 4 !== 0 }));
    const random = randomStream(seed, 0);
    const fault = () => (random.uniform() < 0.45 ? FAULTS[random.integer(FAULTS.length)] : undefined);
    const site = await siteWith({ observations: all, fault, ranges: seed % 2 === 0 });
    const manners = { attempts: 60, silence: 250, page: 6, exportBatch: 2 };
    const folder = newFolder();
    for (let run = 0, isDone = false; !isDone && run < 20; run++) {
      const cancellation = new AbortController();
      if (run < 4) setTimeout(() => cancellation.abort(), 40 * (run + 1));
      const { task } = fetching({
        url: site.url,
        folder,
        manners,
        email: 'known@sun',
        signal: cancellation.signal,
      });
      isDone = await fetchAll(task).then(
        ({ report }) => report.failures.length === 0,
        () => false,
      );
    }
    expectWhole(folder, all);
  });
});
