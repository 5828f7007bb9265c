/** Runs one entry through the session: seeds, checkpoint, output, and what remains of it. */
import { renderText } from '../../diagnostics/render.js';
import { diagnose, GiqError, type Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/span.js';
import type { Outcome, SessionEvent } from '../../runtime/events.js';
import type { Session } from '../../runtime/session.js';
import { sizeOf, type Value } from '../../runtime/values.js';
import { LAST, type Entry } from './journal.js';
import type { ScreenWriter, Shown } from './screen-writer.js';
import { withSeeds } from './seeds.js';

/** Where the output goes. */
export interface Output {
  readonly result: (shown: Shown) => void;
  readonly note: (text: string) => void;
  readonly problem: (text: string) => void;
  readonly progress: (news: { label: string; done: number; total: number }) => void;
}

export interface StatementOptions {
  readonly session: Session;
  readonly writer: ScreenWriter;
  readonly output: Output;
  readonly signal: AbortSignal;
  readonly columns: number;
  readonly colours: boolean;
  readonly drawSeed: () => number;
}

export interface Ran {
  readonly outcome: Outcome;
  /** What the journal keeps of it; absent where it failed. */
  readonly entry?: Entry;
}

/** Runs an entry. Where it fails, or is cancelled, the session is as it was before. */
export async function runStatement(source: Source, options: StatementOptions): Promise<Ran> {
  const restore = options.session.checkpoint();
  const seeded = await seededSource(source, options);
  const told: Told = { outcome: 'failed' };
  for await (const event of options.session.run(seeded, { signal: options.signal }))
    await hear(event, told, options);
  const outcome = told.failure ?? told.outcome;
  if (outcome !== 'ok') {
    restore();
    return { outcome };
  }
  if (told.last) options.session.bind(LAST, told.last);
  return { outcome, entry: { text: seeded.text, gaveValue: told.last !== undefined } };
}

/** What is known of a run so far. */
interface Told {
  outcome: Outcome;
  last?: Value;
  /** Where showing a value failed, although the session went on. */
  failure?: Outcome;
}

async function seededSource(
  source: Source,
  { session, output, drawSeed }: StatementOptions,
): Promise<Source> {
  const { plan } = await session.check(source).catch(() => ({ plan: undefined }));
  if (!plan) return source;
  const { text, drawn } = withSeeds(source.text, plan, drawSeed);
  drawn.forEach((seed) => output.note(`seed ${seed} was drawn`));
  return { ...source, text };
}

async function hear(event: SessionEvent, told: Told, options: StatementOptions): Promise<void> {
  const { output, signal } = options;
  if (event.type === 'done') told.outcome = event.outcome;
  if (signal.aborted || told.failure) return;
  switch (event.type) {
    case 'progress':
      return output.progress(event);
    case 'note':
      return output.note(event.text);
    case 'saved':
      return output.note(`saved ${event.path}`);
    case 'diagnostic':
      return output.problem(diagnosticText(event.diagnostic, event.source, options));
    case 'bound':
      return output.note(`${event.name}: ${contents(event.value)}`);
    case 'explanation':
      return output.result({ text: options.writer.explanation(event), isPicture: false });
    case 'figure':
      return event.file === undefined ? output.result(await options.writer.figure(event.svg)) : undefined;
    case 'value':
      if (event.final) told.last = event.value;
      return shown(event, told, options);
    case 'done':
      return;
  }
}

/** Looking at a value may fail as running does: pictures are rendered only now. */
async function shown(
  event: Extract<SessionEvent, { type: 'value' }>,
  told: Told,
  options: StatementOptions,
): Promise<void> {
  try {
    options.output.result(await options.writer.value(event));
  } catch (error) {
    const problems = error instanceof GiqError ? error.diagnostics : [bug(error)];
    const cancelled = problems.some(({ code }) => code === 'cancelled');
    told.failure = cancelled ? 'cancelled' : 'failed';
    if (!cancelled)
      problems.forEach((problem) => options.output.problem(diagnosticText(problem, undefined, options)));
  }
}

function bug(error: unknown): Diagnostic {
  return diagnose('internal', { problem: error instanceof Error ? error.message : String(error) });
}

export function diagnosticText(
  diagnostic: Diagnostic,
  source: Source | undefined,
  { columns, colours }: Pick<StatementOptions, 'columns' | 'colours'>,
): string {
  return renderText(diagnostic, source, { color: colours, width: columns });
}

const nouns: Readonly<Record<Value['kind'], readonly [one: string, more: string]>> = {
  latents: ['latent', 'latents'],
  patches: ['patch', 'patches'],
  matches: ['query with matches', 'queries with matches'],
  table: ['row', 'rows'],
};

/** "3 latents" */
export function contents(value: Value): string {
  const count = sizeOf(value);
  return `${count} ${nouns[value.kind][count === 1 ? 0 : 1]}`;
}
