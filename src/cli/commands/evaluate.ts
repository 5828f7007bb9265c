import { resolve } from 'node:path';
import { writeAtomically } from '../../archive/atomic-write.js';
import { fail } from '../../diagnostics/diagnostic.js';
import { suggest } from '../../diagnostics/suggest.js';
import { evaluateWorld } from '../../evaluation/evaluate.js';
import { REPORT_WRITERS, type ReportFormat } from '../../evaluation/output/index.js';
import type { EvaluationSection } from '../../evaluation/section.js';
import { EVALUATION_SECTIONS } from '../../evaluation/sections/index.js';
import { EXIT } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';
import { withBuildContext, type BuildFlags } from './build-context.js';

export interface EvaluateFlags extends BuildFlags {
  /** Names of sections, separated by commas; all by default. */
  readonly only?: string;
  readonly seed: number;
  readonly queries: number;
  readonly format: ReportFormat;
  readonly out?: string;
}

/** Pairs and covariances need two. */
const FEWEST_QUERIES = 2;

/** `giq evaluate [world]`: figures of merit of a world, as text, JSON or HTML. */
export function evaluate(flags: EvaluateFlags, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const sections = sectionsNamed(flags.only);
  const { seed, queries, format, out } = flags;
  if (queries < FEWEST_QUERIES) fail('usage', { problem: `--queries requires at least ${FEWEST_QUERIES}` });
  return withBuildContext(flags, terminal, async ({ world, engine, narrator }) => {
    const progress = (label: string, done: number, total: number) => narrator.progress(label, done, total);
    const report = await evaluateWorld({ world, engine, seed, queries, sections, signal, progress });
    narrator.clear();
    const text = REPORT_WRITERS[format](report);
    if (out === undefined) terminal.out(text);
    else {
      await writeAtomically(resolve(terminal.directory, out), text);
      narrator.note(`wrote ${out}`);
    }
    return EXIT.ok;
  });
}

function sectionsNamed(only: string | undefined): readonly EvaluationSection[] {
  if (only === undefined) return EVALUATION_SECTIONS;
  const names = only.split(',').map((name) => name.trim());
  names.forEach(requireSection);
  return EVALUATION_SECTIONS.filter(({ name }) => names.includes(name));
}

function requireSection(wanted: string): void {
  const names = EVALUATION_SECTIONS.map(({ name }) => name);
  if (names.includes(wanted)) return;
  const near = suggest(wanted, names).map((name) => `\`${name}\` might be meant`);
  const hints = near.length > 0 ? near : [`sections: ${names.join(', ')}`];
  fail('usage', { problem: `there is no section \`${wanted}\`` }, { hints });
}
