import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { OFF_LINE } from '../../../src/archive/jsoc/fetch-files.js';
import { diagnosticOf, fetchAll, fetching, fitsIn } from './fetching.js';
import { fileOf, observations, pathOf } from './observatory.js';
import { startSite, type SiteOptions, type SiteServer } from './site-server.js';

const sites: SiteServer[] = [];
afterEach(async () => void (await Promise.all(sites.splice(0).map((site) => site.close()))));

/** A site that has the first of every two records off line. */
async function offLineSite(options: Partial<SiteOptions> = {}): Promise<SiteServer> {
  const all = observations(3).map((each, index) => ({ ...each, isOnLine: index % 2 === 1 }));
  const site = await startSite({ observations: all, ...options });
  sites.push(site);
  return site;
}

const email = 'known@sun';

const operations = (site: SiteServer) =>
  site.asked.filter(({ path }) => path.endsWith('jsoc_fetch')).map(({ parameters }) => parameters.get('op'));

describe('files that are off line', () => {
  it('are exported, and the export is waited for as the site asks', async () => {
    const exportSteps = [{ status: 6 }, { status: 2, wait: 3 }, { status: 1, wait: 0 }];
    const site = await offLineSite({ exportSteps });
    const { task, slept } = fetching({ url: site.url, email });
    const { report } = await fetchAll(task);
    expect(report).toMatchObject({ fetched: 6, failures: [] });
    expect(operations(site)).toEqual(['exp_request', ...Array<string>(4).fill('exp_status')]);
    expect(slept).toEqual([1000, 5000, 3000, 5000]);
  });

  it('are reported without an e-mail address; the others come', async () => {
    const site = await offLineSite();
    const { task } = fetching({ url: site.url });
    const { report } = await fetchAll(task);
    expect(report).toMatchObject({ fetched: 3, offLine: 3 });
    expect(report.failures.map(({ reason }) => reason)).toEqual([OFF_LINE, OFF_LINE, OFF_LINE]);
    expect(operations(site)).toEqual([]);
  });

  it('are asked for in halves when they are too large together', async () => {
    const site = await offLineSite({ mostExported: 1 });
    const { report } = await fetchAll(fetching({ url: site.url, email }).task);
    expect(report).toMatchObject({ fetched: 6, failures: [] });
    expect(operations(site).filter((each) => each === 'exp_request')).toHaveLength(5);
  });

  it.each([
    [{ status: 4, error: 'Bad request' }, 'the site refuses to export it: Bad request'],
    [{ status: -1 }, 'the site refuses to export it: export JSOC_1 was given up by the site'],
    [{ status: 5 }, 'the site refuses to export it: export JSOC_1 was given up by the site'],
    [{ status: 3, error: 'too much' }, 'the site refuses to export it: too much'],
  ])('are reported when the export ends with %j', async (step, reason) => {
    const all = observations(1).map((each) => ({ ...each, isOnLine: each.harp === 401 }));
    const site = await offLineSite({ observations: all, exportSteps: [step] });
    const { report } = await fetchAll(fetching({ url: site.url, email }).task);
    expect(report.failures).toEqual([expect.objectContaining({ file: fileOf(all[0]), reason })]);
    expect(report.fetched).toBe(1);
  });

  it('are waited for by a later run under the same number', async () => {
    const cancellation = new AbortController();
    const exportSteps = [{ status: 2 }, { status: 2 }];
    const onRequest = (_number: number, path: string) => {
      if (path.endsWith('jsoc_fetch') && operations(sites[0]).length === 3) cancellation.abort();
    };
    const site = await offLineSite({ exportSteps, onRequest });
    const { task } = fetching({ url: site.url, email, signal: cancellation.signal });
    expect((await diagnosticOf(fetchAll(task))).code).toBe('cancelled');
    const { report } = await fetchAll(fetching({ url: site.url, email, folder: task.folder }).task);
    expect(report).toMatchObject({ present: 3, fetched: 3, failures: [] });
    expect(operations(site).filter((each) => each === 'exp_request')).toHaveLength(1);
  });

  it('are asked for anew when the site has removed what it exported', async () => {
    const all = observations(1).map((each) => ({ ...each, isOnLine: false }));
    const gone = new Set(all.map((each) => `/SUM1/D9/S00000/${fileOf(each)}`));
    const site = await offLineSite({ observations: all, gone });
    const { task } = fetching({ url: site.url, email });
    const { report } = await fetchAll(task);
    expect(report.failures.map(({ reason }) => reason)).toEqual(
      all.map(() => 'the site answers with status 404'),
    );
    gone.clear();
    const { report: second } = await fetchAll(fetching({ url: site.url, email, folder: task.folder }).task);
    expect(second).toMatchObject({ fetched: all.length, failures: [] });
    expect(operations(site).filter((each) => each === 'exp_request')).toHaveLength(2);
  });

  it('may be so only since the list was made', async () => {
    const all = observations(2);
    const site = await offLineSite({ observations: all, gone: new Set([pathOf(all[0])]) });
    const { report, plan } = await fetchAll(fetching({ url: site.url, email }).task);
    expect(plan.files.every(({ path }) => path)).toBe(true);
    expect(report).toMatchObject({ fetched: 4, failures: [] });
  });

  it('are no reason to lose the others where there is no export', async () => {
    const site = await offLineSite({ hasExport: false });
    const { task } = fetching({ url: site.url, email });
    expect(await diagnosticOf(fetchAll(task))).toMatchObject({ code: 'jsoc-no-export' });
    expect(fitsIn(task.folder)).toHaveLength(3);
    expect(existsSync(join(task.folder, 'records.jsonl'))).toBe(true);
  });

  it.each([
    ['unknown@sun', 'exports are not made for `unknown@sun`: it is not registered'],
    ['sun', 'exports are not made for `sun`: it is no address'],
  ])('are not exported for %s', async (address, message) => {
    const site = await offLineSite();
    const diagnostic = await diagnosticOf(fetchAll(fetching({ url: site.url, email: address }).task));
    expect(diagnostic).toMatchObject({ code: 'jsoc-email-refused', message });
  });
});
