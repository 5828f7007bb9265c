/** `--report FILE` and `save "x.html"`: the whole way from a script to a page. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GIQ_VERSION } from '../../src/runtime/version.js';
import { runGiq } from '../support/command-line.js';
import { workspace, type Workspace } from '../support/workspace.js';

let here: Workspace;
beforeAll(() => (here = workspace()));
afterAll(() => here.remove());

const giq = (...argv: string[]) => runGiq([...argv, '-q', '--engine', 'tfjs-wasm'], here);
const path = (file: string) => join(here.directory, file);
const page = (file: string) => new JSDOM(readFileSync(path(file), 'utf8')).window.document;
const textsOf = (all: Iterable<Element>) => [...all].map(({ textContent }) => textContent?.trim() ?? '');

const SCRIPT = `giq 1
# Two regions, drawn and compared
let two = generate 2 seed 42 | shift TUF +1 keeping R
two | plot zoo | show
two | measure TUF
two | retrieve k=2
`;

describe('giq run --report', () => {
  beforeAll(async () => {
    writeFileSync(path('two.giq'), SCRIPT);
    const { exitCode, narration } = await giq('run', 'two.giq', '--report', 'two.html');
    expect({ exitCode, narration }).toEqual({ exitCode: 0, narration: '' });
  }, 120_000);

  it('has every statement with its plan and what came of it', () => {
    const report = page('two.html');
    expect(report.title).toBe('Two regions, drawn and compared');
    expect(report.querySelector('pre code')?.textContent).toBe(SCRIPT);
    const statements = [...report.querySelectorAll('main > section')].slice(1, -1);
    expect(textsOf(statements.map((each) => each.querySelector('pre')!))).toEqual(
      SCRIPT.trim().split('\n').slice(2),
    );
    const found = statements.map((each) => [
      each.querySelectorAll('.plan > li').length,
      each.querySelectorAll('.patch img').length,
      each.querySelectorAll('tbody tr').length,
      each.querySelectorAll('.plot svg').length,
    ]);
    expect(found).toEqual([
      [2, 0, 0, 0],
      [3, 2, 2, 1],
      [2, 0, 2, 0],
      [2, 6, 4, 0],
    ]);
    expect(statements[0].querySelector('.plan')?.textContent).toMatch(
      /TUF \+1: direction.*keeping R \(cosine/,
    );
  });

  it('says where it comes from, for people and for programs', () => {
    const report = page('two.html');
    const provenance = JSON.parse(report.getElementById('giq-provenance')?.textContent ?? '');
    expect(provenance).toMatchObject({
      giq: GIQ_VERSION,
      language: 1,
      script: SCRIPT,
      engine: 'tfjs-wasm',
      seed: 42,
      world: {
        name: 'solar-sim',
        simulated: true,
        version: expect.stringMatching(/^\d/),
        hash: expect.any(String),
      },
    });
    expect(textsOf(report.querySelectorAll('dd'))).toContain(provenance.world.hash);
  });

  it('offers commands that ask again, and they do', async () => {
    const report = page('two.html');
    const commands = textsOf(report.querySelectorAll('td code'));
    const ids = textsOf(report.querySelectorAll('section:has(td code) tbody th'));
    expect(commands).toHaveLength(4);
    const [, script] = /^giq -e '([^']+)'$/.exec(commands[0]) ?? [];
    const { out } = await giq('-e', script, '--format', 'jsonl');
    const { matches } = JSON.parse(out) as { matches: { rank: number; id: string }[] };
    expect(matches[0]).toMatchObject({ rank: 1, id: ids[0] });
    expect(matches).toHaveLength(5);
  }, 60_000);

  it('is the same bytes again', async () => {
    await giq('run', 'two.giq', '--report', 'again.html');
    expect(readFileSync(path('again.html'), 'utf8')).toBe(readFileSync(path('two.html'), 'utf8'));
  }, 120_000);

  it('takes one script, and leaves nothing of one that fails', async () => {
    const many = await giq('run', 'two.giq', 'two.giq', '--report', 'never.html');
    expect(many).toMatchObject({ exitCode: 2, narration: expect.stringContaining('takes one script') });
    expect((await giq('-e', 'generate seed 1\nload "nowhere.fits"', '--report', 'never.html')).exitCode).toBe(
      1,
    );
    expect((await giq('-e', 'generate', '--report', 'never.html')).exitCode).toBe(3);
    expect(existsSync(path('never.html'))).toBe(false);
  });
});

describe('save "x.html"', () => {
  it('reports the pipeline that it ends, figures and all', async () => {
    const script = 'generate 3 seed 1 | plot hist TUF | take 2 | save "saved.html"';
    expect((await giq('-e', script, '--world', './worlds/tiny')).exitCode).toBe(0);
    const report = page('saved.html');
    expect(report.title).toBe(script);
    expect(textsOf(report.querySelectorAll('.plan > li > code'))).toEqual(script.split(' | '));
    expect(report.querySelectorAll('.plot svg')).toHaveLength(1);
    expect(report.querySelectorAll('.patch img')).toHaveLength(2);
    expect(JSON.parse(report.getElementById('giq-provenance')?.textContent ?? '')).toMatchObject({ script });
  });

  it.each(['generate 2 seed 1 | where TUF > 1e30 Mx | save "none.html"', 'describe TUF | save "none.html"'])(
    'takes what has no pictures: %s',
    async (script) => {
      expect((await giq('-e', script)).exitCode).toBe(0);
      expect(page('none.html').querySelectorAll('img')).toHaveLength(0);
      expect(page('none.html').querySelectorAll('table')).toHaveLength(1);
    },
  );

  it('lets nothing out of a script, an id or a file name', async () => {
    const hostile = `</script><img src=x onerror="alert(1)">`;
    const file = `<img src=x onerror=alert(1)>.png`;
    writeFileSync(path(file), readFileSync(path('examples/data/bipole.png')));
    const script = `# ${hostile}\nload "${file}" scale=1000 G | plot zoo | save "hostile.html"`;
    writeFileSync(path('hostile.giq'), script);
    expect((await giq('run', 'hostile.giq')).exitCode).toBe(0);
    const report = page('hostile.html');
    expect(report.title).toBe(hostile);
    expect(report.scripts).toHaveLength(3);
    expect([...report.images].map(({ src }) => src.slice(0, 15))).toEqual(['data:image/png;']);
    expect(report.querySelector('figcaption strong')?.textContent).toContain(file.slice(0, 5));
  });
});

describe('two hundred patches', () => {
  it('are less than 5 MB', async () => {
    expect((await giq('-e', 'observe | take 200', '--report', 'many.html')).exitCode).toBe(0);
    expect(readFileSync(path('many.html'), 'utf8').match(/<img /g)).toHaveLength(200);
    expect(statSync(path('many.html')).size).toBeLessThan(5e6);
  }, 120_000);
});
