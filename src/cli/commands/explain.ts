import type { Source } from '../../diagnostics/span.js';
import { GiqError, isError } from '../../diagnostics/diagnostic.js';
import type { Plan, PlanStatement } from '../../planner/plan.js';
import { explain, type Explanation } from '../../runtime/explain.js';
import { createSession } from '../../runtime/session.js';
import { openWorld } from '../../models/world.js';
import { EXIT } from '../exit-codes.js';
import { Narrator } from '../narrator.js';
import { explanationText } from '../output/explanation.js';
import { sourcesOf } from '../sources.js';
import type { Terminal } from '../terminal.js';
import { worldAndEngine } from '../world-and-engine.js';
import type { RunFlags } from './run.js';

export interface ExplainFlags extends Pick<RunFlags, 'eval' | 'world'> {
  readonly format: 'text' | 'json';
}

/** `giq explain FILE…`: the plan of every statement, with its directions; runs nothing, loads no model. */
export async function explainScripts(
  files: readonly string[],
  flags: ExplainFlags,
  terminal: Terminal,
): Promise<number> {
  const narrator = new Narrator(terminal, false);
  for (const source of await sourcesOf(files, flags.eval, terminal)) {
    const exitCode = await explainOne(source, flags, terminal, narrator);
    if (exitCode !== EXIT.ok) return exitCode;
  }
  return EXIT.ok;
}

async function explainOne(
  source: Source,
  flags: ExplainFlags,
  terminal: Terminal,
  narrator: Narrator,
): Promise<number> {
  const { plan, diagnostics } = await createSession(await worldAndEngine(flags)).check(source);
  diagnostics.forEach((diagnostic) => narrator.diagnostic(diagnostic, source));
  if (!plan || diagnostics.some(isError)) return EXIT.script;
  try {
    const explanations = await explainPlan(plan);
    terminal.out(flags.format === 'json' ? asJson(plan, explanations) : asText(plan, explanations, source));
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof GiqError)) throw error;
    error.diagnostics.forEach((diagnostic) => narrator.diagnostic(diagnostic, source));
    return EXIT.runtime;
  }
}

async function explainPlan(plan: Plan): Promise<(Explanation | null)[]> {
  return Promise.all(
    plan.statements.map(async (statement) =>
      statement.kind === 'use' || statement.kind === 'define'
        ? null
        : explain(statement.pipeline, await openWorld(statement.world)),
    ),
  );
}

function asJson(plan: Plan, explanations: readonly (Explanation | null)[]): string {
  return JSON.stringify({ plan, explanations }, null, 2) + '\n';
}

function asText(plan: Plan, explanations: readonly (Explanation | null)[], source: Source): string {
  const parts = plan.statements.map((statement, index) => {
    const written = source.text.slice(statement.span.start, statement.span.end);
    const explanation = explanations[index];
    return `${written}\n${explanation ? explanationText(explanation) : withoutPipeline(statement)}`;
  });
  return parts.join('\n');
}

/** What a statement without a pipeline does, in a line. */
function withoutPipeline(statement: PlanStatement): string {
  if (statement.kind !== 'define') return `uses    ${statement.world}\n`;
  const units = statement.definition.measures.map(({ unit }) => unit || 'a pure number');
  return `defines ${statement.definition.name}, ${units.join(' or ')}\n`;
}
