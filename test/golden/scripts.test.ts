/** Every example and every script of test/fixtures/ok: its tokens, tree, plan, layout, explanation and results. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { format, parse } from '../../src/parser/index.js';
import { createSession } from '../../src/runtime/session.js';
import { casesIn, type Case } from '../support/cases.js';
import { runGiq } from '../support/command-line.js';
import { expectGolden, neutral } from '../support/golden.js';
import { expectDocument } from '../support/output-schema.js';
import { withoutSpans } from '../support/plans.js';
import { workspace, type Workspace } from '../support/workspace.js';
import { dumpTokens, dumpTree } from './dump.js';

/** Its arithmetic is the same on every machine. */
const ENGINE = 'tfjs-wasm';

let here: Workspace;
beforeAll(() => (here = workspace({ examples: 'examples', ok: 'test/fixtures/ok', files: 'test/fixtures/files' })));
afterAll(() => here.remove());

const suites = [
  { folder: 'examples', goldens: 'test/fixtures/examples', name: 'examples' },
  { folder: 'test/fixtures/ok', goldens: 'test/fixtures/ok', name: 'ok' },
];

describe.each(suites)('scripts of $folder', ({ folder, goldens, name: link }) => {
  describe.each(casesIn(folder))('$name', (script) => {
    const golden = (ending: string, text: string) => expectGolden(`${goldens}/${script.name}.${ending}`, text);
    const source = { name: script.file, text: script.text };
    const run = (command: string, ...more: string[]) =>
      runGiq([command, `${link}/${script.name}.giq`, ...more], here);
    const engine = ['--engine', script.directives.get('engine')?.[0] ?? ENGINE];

    it('has these tokens', () => golden('tokens.txt', dumpTokens(source)));

    it('has this tree', () => golden('ast.txt', dumpTree(parse(source).script, source)));

    it('has this plan', async () => golden('plan.json', JSON.stringify(await planOf(source.text), null, 2) + '\n'));

    it('is laid out like this, and means the same then', async () => {
      const { text } = format(source);
      expect(withoutSpans(await planOf(text))).toEqual(withoutSpans(await planOf(source.text)));
      await golden('fmt.giq', text);
    });

    it('is explained like this', async () => {
      const { exitCode, out } = await run('explain');
      expect(exitCode).toBe(0);
      await golden('explain.txt', out);
    });

    it('gives this as JSON', async () => {
      const { exitCode, out, narration } = await run('run', '--format', 'json', ...engine);
      expect({ exitCode, narration: exitCode === 0 ? '' : narration }).toEqual({ exitCode: 0, narration: '' });
      expectDocument(out);
      await golden('run.json', neutral(out));
    });

    it('gives this as text, with the warnings that are expected', async () => {
      const { exitCode, out, narration } = await run('run', ...engine);
      expect(exitCode).toBe(0);
      expect(codesIn(narration)).toEqual(expectedOf(script));
      await golden('run.txt', neutral(narration ? `${out}\nnarration:\n${narration}` : out));
    });
  });
});

async function planOf(text: string) {
  const { plan } = await createSession().check({ name: 'script', text });
  if (!plan) throw new Error('the script has no plan');
  return plan;
}

function codesIn(narration: string): string[] {
  return [...new Set([...narration.matchAll(/^(?:error|warning)\[([\w-]+)\]/gm)].map(([, code]) => code))].sort();
}

function expectedOf({ directives }: Case): string[] {
  return [...(directives.get('expect') ?? [])].sort();
}
