/** Evaluations of worlds, small: the toy world, a world that lacks most, and the embedded one from the command line. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluateWorld } from '../../src/evaluation/evaluate.js';
import type { EvaluationReport, ReportCell } from '../../src/evaluation/report.js';
import { EVALUATION_SECTIONS } from '../../src/evaluation/sections/index.js';
import type { EvaluationSection } from '../../src/evaluation/section.js';
import { fail } from '../../src/diagnostics/diagnostic.js';
import { runGiq } from '../support/command-line.js';
import { toyWorld } from '../support/toy-world.js';
import { workspace, type Workspace } from '../support/workspace.js';
import { expectReport } from './schema.js';

let here: Workspace;
beforeAll(() => (here = workspace()));
afterAll(() => here.remove());

const giq = (...argv: string[]) => runGiq(['evaluate', ...argv], here);

function evaluateToy(sections: readonly EvaluationSection[], signal = new AbortController().signal) {
  const engine = { name: 'none', load: () => Promise.reject(new Error('no engine')), dispose: () => {} };
  return evaluateWorld({
    ...{ world: toyWorld, engine, sections, signal },
    seed: 1,
    queries: 6,
    progress: () => {},
  });
}

const sectionOf = (report: EvaluationReport, name: string) => {
  const section = report.sections.find((one) => one.name === name);
  if (section?.state !== 'done') throw new Error(`${name} was left out: ${section?.reason}`);
  return section;
};

function rowsOf(
  report: EvaluationReport,
  name: string,
  table: number,
): Map<ReportCell, readonly ReportCell[]> {
  return new Map(sectionOf(report, name).tables[table].rows.map(([head, ...cells]) => [head, cells]));
}

const withoutTimes = ({ sections }: EvaluationReport) =>
  sections.map((section) => (section.state === 'done' ? { ...section, timings: [] } : section));

describe('evaluateWorld', () => {
  it('leaves a section out, with the reason, where the world cannot be asked', async () => {
    const asks = {
      name: 'asks',
      title: 'Asks',
      run: async () => fail('world-lacks', { world: 'toy', what: 'answer', command: 'nothing' }),
    };
    const { sections } = await evaluateToy([asks]);
    expect(sections).toEqual([
      {
        name: 'asks',
        title: 'Asks',
        state: 'left-out',
        reason: 'the world `toy` has no answer; `nothing` makes it',
      },
    ]);
  });

  it('does not hide other failures', async () => {
    const breaks = { name: 'breaks', title: 'Breaks', run: () => Promise.reject(new Error('broken')) };
    await expect(evaluateToy([breaks])).rejects.toThrow('broken');
  });

  it('finds undisguised observations again, and draws all of a small archive', async () => {
    const [section] = EVALUATION_SECTIONS.filter(({ name }) => name === 'self-retrieval');
    const rows = rowsOf(await evaluateToy([section]), 'self-retrieval', 0);
    const recall = ['recall@1', 'recall@5', 'same region@1'].map((name) => rows.get(name)![0]);
    expect(recall).toEqual([expect.any(Object), expect.any(Object), expect.any(Object)]);
    const [one, five, region] = (recall as { value: number }[]).map(({ value }) => value);
    expect(one).toBeLessThanOrEqual(five);
    expect(one).toBeLessThanOrEqual(region);
  });

  it('stops when cancelled', async () => {
    const [section] = EVALUATION_SECTIONS.filter(({ name }) => name === 'self-retrieval');
    const stopped = evaluateToy([section], AbortSignal.abort());
    await expect(stopped).rejects.toMatchObject({ diagnostics: [{ code: 'cancelled' }] });
  });
});

describe('giq evaluate', () => {
  it('says what a world without directions, statistics and index cannot be asked', async () => {
    const { exitCode, out } = await giq(
      './worlds/no-directions',
      '--queries',
      '4',
      '--only',
      'directions,calibrated,generator,retrieval,self-retrieval',
    );
    expect(exitCode).toBe(0);
    expect(out.match(/left out: the world `no-directions` has no (.*);/g)).toEqual([
      expect.stringContaining('latent directions'),
      expect.stringContaining('statistics'),
      expect.stringContaining('catalogue'),
      ...Array<unknown>(2).fill(expect.stringContaining('index')),
    ]);
  });

  it('gives all figures of the embedded world, the same for the same seed', async () => {
    const small = ['--queries', '4', '--seed', '9', '--format', 'json', '--only'];
    const names = EVALUATION_SECTIONS.map(({ name }) => name).filter((name) => name !== 'inversion');
    const one = expectReport((await giq(...small, names.join(','))).out);
    const other = expectReport((await giq('solar-sim', ...small, 'calibrated')).out);
    expect(one.sections.map(({ name }) => name)).toEqual(names);
    expect(withoutTimes(other)).toEqual(withoutTimes(one).filter(({ name }) => name === 'calibrated'));
    const accuracies = [...rowsOf(one, 'directions', 0).values()].map(([trained]) => trained);
    expect(accuracies.every((value) => typeof value === 'number' && value > 0.3 && value <= 1)).toBe(true);
    expect(rowsOf(one, 'generator', 0).size).toBe(12);
    expect(rowsOf(one, 'retrieval', 0).get('TUF')![0]).toMatchObject({ value: expect.any(Number) });
  }, 600_000);

  it('inverts observations worse than patches of its own', async () => {
    const report = expectReport((await giq('--queries', '2', '--only', 'inversion', '--format', 'json')).out);
    const rows = rowsOf(report, 'inversion', 0);
    const [observed, own] = ['observations', 'generated patches'].map((name) => rows.get(name)![1]);
    expect(own).toMatchObject({ value: expect.any(Number) });
    expect((own as { value: number }).value).toBeLessThan((observed as { value: number }).value);
  }, 600_000);

  it('writes a file', async () => {
    const { out, narration } = await giq(
      '--queries',
      '2',
      '--only',
      'self-retrieval',
      '--format',
      'html',
      '--out',
      'r.html',
    );
    expect({ out, narration }).toEqual({ out: '', narration: 'wrote r.html\n' });
    expect(readFileSync(join(here.directory, 'r.html'), 'utf8')).toContain('<h2 id="self-retrieval">');
  });

  it('refuses what it does not know', async () => {
    expect(await giq('--only', 'directons')).toMatchObject({
      exitCode: 2,
      narration: expect.stringContaining('`directions` might be meant'),
    });
    expect(await giq('--queries', '1')).toMatchObject({
      exitCode: 2,
      narration: expect.stringContaining('at least 2'),
    });
    expect(await giq('mars')).toMatchObject({ exitCode: 2, narration: expect.stringContaining('mars') });
  });
});
