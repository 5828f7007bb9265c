import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { planFetch } from '../../../src/archive/jsoc/index.js';
import { diagnosticOf, fetching, type TaskChanges } from './fetching.js';
import { observations } from './observatory.js';
import { startSite, type SiteServer } from './site-server.js';

const open: { close(): unknown }[] = [];
afterEach(() => open.splice(0).forEach((each) => void each.close()));

async function site(): Promise<SiteServer> {
  const started = await startSite({ observations: observations(2) });
  open.push(started);
  return started;
}

/** A server that answers everything with one text. */
async function always(text: string, status = 200): Promise<string> {
  const server: Server = createServer((_request, response) => void response.writeHead(status).end(text));
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const refusal = (changes: TaskChanges) =>
  diagnosticOf(planFetch(fetching({ manners: { attempts: 2 }, ...changes }).task));

describe('a fetch is refused', () => {
  it.each([
    [{ series: 'hmi.sharp_cea_720' }, 'jsoc-series-unknown', '`hmi.sharp_cea_720s` might be meant'],
    [{ segments: ['br'] }, 'jsoc-segment-unknown', '`Br` might be meant'],
    [{ segments: ['continuum'] }, 'jsoc-segment-unknown', 'its segments: Br, Bt, magnetogram'],
    [{ selection: { where: 'nonsense' } }, 'jsoc-refused', undefined],
    [{ selection: { regions: '9999' } }, 'jsoc-no-records', undefined],
    [{ selection: { regions: '377;401' } }, 'usage', undefined],
    [{ selection: { where: 'a ?][? b' } }, 'usage', undefined],
  ])('for %j', async (changes, code, hint) => {
    const diagnostic = await refusal({ url: (await site()).url, ...changes });
    expect(diagnostic.code).toBe(code);
    expect(diagnostic.hints[0]).toBe(hint);
  });

  it('where nobody listens', async () => {
    const url = await always('');
    (open.pop() as Server).close();
    const diagnostic = await refusal({ url });
    expect(diagnostic.code).toBe('jsoc-unreachable');
    expect(diagnostic.message).toContain('it refuses connections, after 2 attempts');
  });

  it.each([
    ['<!DOCTYPE html><html>Down</html>', 'it is a web page, not JSON, after 2 attempts'],
    ['{"status": 0, "primekeys": [', 'it is no whole JSON, after 2 attempts'],
    ['[]', 'the answer'],
    ['{"status":0,"primekeys":"HARPNUM","keywords":[]}', 'primekeys'],
  ])('for the answer %s', async (text, problem) => {
    const diagnostic = await refusal({ url: await always(text) });
    expect(diagnostic.code).toBe('jsoc-answer');
    expect(diagnostic.message).toContain(problem);
  });

  it('for a giant answer, which is not asked for again', async () => {
    const url = await always(' '.repeat(100_000));
    const { task, slept } = fetching({ url, manners: { largestAnswer: 10_000 } });
    const diagnostic = await diagnosticOf(planFetch(task));
    expect(diagnostic).toMatchObject({
      code: 'jsoc-answer',
      message: expect.stringContaining('10000 bytes'),
    });
    expect(slept).toEqual([]);
  });

  it('where there is something else than the web API', async () => {
    const diagnostic = await refusal({ url: await always('Not Found', 404) });
    expect(diagnostic).toMatchObject({ code: 'jsoc-answer', hints: [expect.stringContaining('--base-url')] });
  });
});
