import { evaluateWorld } from '../../evaluation/evaluate.js';
import { markdownOf } from '../../evaluation/output/markdown.js';
import type { EvaluationReport } from '../../evaluation/report.js';
import { generator } from '../../evaluation/sections/generator.js';
import { observations } from '../../evaluation/sections/observations.js';
import { retrieval } from '../../evaluation/sections/retrieval.js';
import type { Terminal } from '../terminal.js';
import { withBuildContext, type BuildFlags } from './build-context.js';
import { EXIT } from '../exit-codes.js';

/** What users of a world ask first: does it make what the archive has, and does it find what is like a query, generated or observed? */
const SECTIONS = [generator, retrieval, observations];

export interface FigureFlags extends BuildFlags {
  readonly seed: number;
  /** Generated patches that are looked at. */
  readonly queries: number;
}

/** Figures of merit of a new world, as a section of its card. @throws GiqError `cancelled` and those of the world's files */
export async function measureFigures(
  flags: FigureFlags,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<string> {
  const { seed, queries } = flags;
  let text = '';
  await withBuildContext(flags, terminal, async ({ world, engine, narrator }) => {
    const progress = (label: string, done: number, total: number) => narrator.progress(label, done, total);
    text = figuresText(
      await evaluateWorld({ world, engine, seed, queries, sections: SECTIONS, signal, progress }),
    );
    narrator.clear();
    return EXIT.ok;
  });
  return text;
}

function figuresText({ queries, seed, engine, sections }: EvaluationReport): string {
  const measured = `Of ${queries} generated patches of seed ${seed}, on ${engine}; \`giq evaluate\` measures more of it, and with more patches.`;
  return ['## Figures', measured, ...sections.map(markdownOf)].join('\n\n');
}
