/** Reports of scripts: from what a session tells to one HTML file. */
import { reportHtml, type ReportPart, type ReportSection } from '../../render/report/index.js';
import { tokenize } from '../../parser/index.js';
import type { World } from '../../models/world.js';
import type { Context } from '../context.js';
import type { SessionEvent } from '../events.js';
import { plotKindNamed } from '../plots/index.js';
import type { Provenance } from '../provenance.js';
import type { Value } from '../values.js';
import { originOf, reportProvenance } from './origin.js';
import { partsOf } from './parts.js';
import { reportPlan } from './plan.js';

const LONGEST_TITLE = 160;

/** A whole report. */
export function composeReport(
  provenance: Provenance,
  world: World,
  content: { readonly notes: readonly string[]; readonly sections: readonly ReportSection[] },
): string {
  const own = reportProvenance(provenance, world);
  const { script } = provenance;
  return reportHtml({ title: titleOf(script), script, provenance: own, origin: originOf(own), ...content });
}

/** A report of one value: of the statement that runs, with what it has drawn and told so far. */
export async function reportOfValue(value: Value, context: Context): Promise<string> {
  const { pipeline, script, world, told } = context;
  const steps = pipeline.steps.map(({ span }) => span);
  const statement = script.slice(steps[0]?.start ?? 0, steps.at(-1)?.end ?? 0);
  const plan = await reportPlan(pipeline, script, world);
  const parts = [...told.flatMap(figurePart), ...(await partsOf(value, context))];
  // Asked for after the pictures: what has rendered them is known only then.
  const provenance = await context.provenance();
  const content = { notes: told.flatMap(noteOf), sections: [{ statement, plan, parts }] };
  return composeReport(provenance, world, content);
}

/** A figure that was drawn, as a part of a report; nothing of other events. */
export function figurePart(event: SessionEvent): ReportPart[] {
  if (event.type !== 'figure') return [];
  const { title, kind, svg } = event;
  return [{ kind: 'figure', title, description: `${kind}: ${plotKindNamed(kind).summary}`, svg }];
}

/** What a note or a warning says. */
export function noteOf(event: SessionEvent): string[] {
  if (event.type === 'note') return [event.text];
  if (event.type !== 'diagnostic') return [];
  const { severity, message } = event.diagnostic;
  return [`${severity}: ${message}`];
}

/** What the script calls itself in its first comment, or else its first words. */
function titleOf(script: string): string {
  const comment = tokenize({ name: 'script', text: script }).find(({ kind }) => kind === 'comment');
  const line = comment?.text.replace(/^#\s*/, '') || (script.trim().split('\n')[0] ?? '');
  return line.length > LONGEST_TITLE ? shortened(line) : line || 'An empty script';
}

/** Cut between words. */
function shortened(line: string): string {
  return `${line.slice(0, LONGEST_TITLE).replace(/[\s,.;:]+\S*$/, '')} …`;
}
