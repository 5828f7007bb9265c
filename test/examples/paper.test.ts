/** The scripts of the paper's figures are right; `npm run docs:gallery` runs them, which takes minutes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { plotKinds } from '../../src/runtime/plots/index.js';
import { createSession } from '../../src/runtime/session.js';
import { casesIn } from '../support/cases.js';
import { ROOT } from '../support/root.js';

const cases = casesIn('examples/paper');
const session = createSession();
afterAll(() => session.dispose());

it('there is one for each figure with data, and one for the tables', () => {
  const figures = [2, 3, 4, 5, 6, 7, 8, 9].map((number) => `fig${number}`);
  expect(cases.map(({ name }) => name)).toEqual([...figures, 'tables']);
});

describe.each(cases)('$name', ({ name, text }) => {
  it('resolves without a word', async () => {
    const { plan, diagnostics } = await session.check({ name, text });
    expect(diagnostics).toEqual([]);
    expect(plan).toBeDefined();
  });

  it('says what the paper shows and what ours does, and stands in the gallery', () => {
    expect(text).toMatch(/^giq 1\n# (Fig\. \d|The tables): /);
    expect(text).toContain('The paper');
    expect(text).toContain('Ours');
    const code = text.replace(/^(#.*|giq 1)\n/gm, '').trim();
    expect(readFileSync(join(ROOT, 'docs/gallery.md'), 'utf8')).toContain(code);
  });
});

it('every kind of figure that the paper has is used', () => {
  const used = cases.flatMap(({ text }) => [...text.matchAll(/plot (\w+)/g)].map(([, kind]) => kind));
  const ofPaper = plotKinds.filter(({ summary }) => summary.includes('Fig.')).map(({ name }) => name);
  expect([...new Set(used)].sort()).toEqual([...ofPaper].sort());
});
