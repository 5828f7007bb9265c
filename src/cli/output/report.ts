/** `--report FILE`: gathers what a script gives, statement by statement, and makes one HTML file of it at the end. */
import type { Source } from '../../diagnostics/span.js';
import { composeReport, figurePart, noteOf } from '../../runtime/report/compose.js';
import { partsOf } from '../../runtime/report/parts.js';
import { reportPlan } from '../../runtime/report/plan.js';
import type { ReportPart, ReportPlan, ReportSection } from '../../render/report/index.js';
import type { PlanStatement } from '../../planner/plan.js';
import type { SessionEvent } from '../../runtime/events.js';
import type { Session } from '../../runtime/session.js';
import type { Value } from '../../runtime/values.js';

export interface ReportWriter {
  /** Notes what an event brings; values are rendered and measured. */
  readonly take: (event: SessionEvent) => Promise<void>;
  /** The report of a script that has run. */
  readonly end: () => Promise<string>;
}

/** Resolves the script, for its plan, before it runs: what it binds would be in the way of doing so afterwards. */
export async function reportWriter(session: Session, source: Source): Promise<ReportWriter> {
  const { plan } = await session.check(source);
  const statements = plan?.statements ?? [];
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
