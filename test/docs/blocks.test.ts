/**
 * Every fenced giq block of the README and of docs/: `giq` has to run, `giq error=CODE` has to fail so, and `giq no-run`
 * has to be well formed. A block that fails but succeeds, and pages without any block, are failures too.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from '../../src/parser/index.js';
import { createSession, type Session } from '../../src/runtime/session.js';
import { ROOT } from '../support/root.js';
import { tellDocument } from '../support/sessions.js';
import { workspace, type Workspace } from '../support/workspace.js';

interface Block {
  readonly page: string;
  readonly line: number;
  readonly label: string;
  readonly script: string;
}

const pages = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`)
    .sort(),
];

function blocksOf(page: string): Block[] {
  const text = readFileSync(join(ROOT, page), 'utf8').replaceAll('\r\n', '\n');
  return [...text.matchAll(/^```giq(?: ([^\n]*))?\n([\s\S]*?)^```$/gm)].map(
    ({ index, 1: label = '', 2: script }) => ({
      page,
      line: text.slice(0, index).split('\n').length,
      label,
      script,
    }),
  );
}

const blocks = pages.flatMap(blocksOf);

/** The first inversion in a session renders a thousand draws, and tests keep no cache. */
const PATIENCE = 180_000;

let here: Workspace;
let session: Session;
beforeAll(() => {
  here = workspace();
  session = createSession({ directory: here.directory });
});
afterAll(async () => {
  await session.dispose();
  here.remove();
});

describe('blocks', () => {
  it('are found, in the README too', () => {
    expect(blocks.filter(({ page }) => page === 'README.md').length).toBeGreaterThan(0);
    expect(blocks.length).toBeGreaterThan(20);
  });

  it.each(blocks)('of $page, line $line', { timeout: PATIENCE }, async ({ label, script }) => {
    if (label === 'no-run') return expect(parse({ name: 'block', text: script }).diagnostics).toEqual([]);
    const { outcome, diagnostics } = await tellDocument(session, script);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const expected = /^error=([\w-]+)$/.exec(label)?.[1];
    if (expected === undefined) {
      expect(label, 'a label that is known').toBe('');
      expect(errors).toEqual([]);
      expect(outcome).toBe('ok');
    } else expect(errors.map(({ code }) => code)).toContain(expected);
  });
});
