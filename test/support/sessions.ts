import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import type { Outcome, SessionEvent } from '../../src/runtime/events.js';
import type { DocumentResult, OutputDocument } from '../../src/runtime/output-document.js';
import { documentOf, resultOf } from '../../src/runtime/results.js';
import type { RunOptions, Session } from '../../src/runtime/session.js';
import type { Value } from '../../src/runtime/values.js';
import { expectDocument } from './output-schema.js';

/** Everything that a session told while it ran a script. */
export interface Told {
  readonly outcome: Outcome;
  readonly events: readonly SessionEvent[];
  /** Results of statements, in order. */
  readonly values: readonly Value[];
  readonly diagnostics: readonly Diagnostic[];
}

export async function tell(session: Session, script: string, options: RunOptions = {}): Promise<Told> {
  const events: SessionEvent[] = [];
  for await (const event of session.run(script, options)) events.push(event);
  const last = events.at(-1);
  if (last?.type !== 'done') throw new Error('the last event is not `done`');
  return {
    outcome: last.outcome,
    events,
    values: events.flatMap((event) => (event.type === 'value' && event.final ? [event.value] : [])),
    diagnostics: events.flatMap((event) => (event.type === 'diagnostic' ? [event.diagnostic] : [])),
  };
}

/** Runs a script and makes its results into a document, which must be as the schema says. */
export async function tellDocument(
  session: Session,
  script: string,
): Promise<Told & { document: OutputDocument }> {
  const told = await tell(session, script);
  const results: DocumentResult[] = [];
  for (const event of told.events) {
    if (event.type === 'value' && event.final)
      results.push(await resultOf(event.value, event.statement, event.context));
    if (event.type === 'explanation')
      results.push({ statement: event.statement, type: 'explanation', explanation: event.explanation });
  }
  return {
    ...told,
    document: expectDocument(JSON.stringify(documentOf(await session.provenance(script), results))),
  };
}
