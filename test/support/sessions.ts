import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import type { Outcome, SessionEvent } from '../../src/runtime/events.js';
import type { RunOptions, Session } from '../../src/runtime/session.js';
import type { Value } from '../../src/runtime/values.js';

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
