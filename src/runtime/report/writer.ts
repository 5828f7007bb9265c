/** Gathers what a script gives, statement by statement, and makes one HTML file of it at the end: `--report FILE`. */
import { GiqError } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/span.js';
import { composeReport, figurePart, noteOf } from './compose.js';
import { partsOf } from './parts.js';
import { reportPlan } from './plan.js';
import type { ReportPart, ReportPlan, ReportSection } from '../../render/report/index.js';
import type { PlanStatement } from '../../planner/plan.js';
import type { SessionEvent } from '../events.js';
import type { Session } from '../session.js';
import type { Value } from '../values.js';

export interface ReportWriter {
  /** Notes what an event brings; values are rendered and measured. */
  readonly take: (event: SessionEvent) => Promise<void>;
  /** The report of a script that has run. */
  readonly end: () => Promise<string>;
}

/** Resolves the script, for its plan, before it runs: what it binds would be in the way of doing so afterwards. */
export async function reportWriter(session: Session, source: Source): Promise<ReportWriter> {
  const statements = await statementsOf(session, source);
  const parts: ReportPart[][] = statements.map(() => []);
  const notes: string[] = [];
  let shown: Value | undefined;
  return {
    take: async (event) => {
      notes.push(...noteOf(event));
      if (event.type === 'figure') parts[event.statement].push(...figurePart(event));
      if (event.type !== 'value' || event.value === shown) return;
      shown = event.value;
      parts[event.statement].push(...(await partsOf(event.value, event.context)));
    },
    end: async () => {
      const sections = statements.map((each, index) => sectionOf(each, parts[index], source, session));
      const content = { notes, sections: await Promise.all(sections) };
      return composeReport(await session.provenance(source.text), await session.world(), content);
    },
  };
}

/** None of a script that cannot be resolved: what is wrong with it is told when it is run. */
async function statementsOf(session: Session, source: Source): Promise<readonly PlanStatement[]> {
  try {
    const { plan } = await session.check(source);
    return plan?.statements ?? [];
  } catch (error) {
    if (error instanceof GiqError) return [];
    throw error;
  }
}

async function sectionOf(
  statement: PlanStatement,
  parts: readonly ReportPart[],
  source: Source,
  session: Session,
): Promise<ReportSection> {
  const { start, end } = statement.span;
  const plan = await planOf(statement, source, session);
  return { statement: source.text.slice(start, end), ...(plan && { plan }), parts };
}

async function planOf(
  statement: PlanStatement,
  { text }: Source,
  session: Session,
): Promise<ReportPlan | undefined> {
  if (statement.kind === 'use' || statement.kind === 'define') return undefined;
  return reportPlan(statement.pipeline, text, await session.taughtWorld(statement.world));
}
