import { writeAtomically } from '../../archive/atomic-write.js';
import { fail } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../diagnostics/span.js';
import type { Outcome, SessionEvent } from '../../runtime/events.js';
import { createSession, type Session } from '../../runtime/session.js';
import { figureText, unseen } from '../output/figure.js';
import { exitCodeOf } from '../exit-codes.js';
import { Narrator } from '../narrator.js';
import { writerOf } from '../output/index.js';
import { reportWriter, type ReportWriter } from '../../runtime/report/writer.js';
import type { OutputFormatName, Writer } from '../output/writer.js';
import { runnablesOf, type Runnable } from '../carried-scripts.js';
import { reproductionOptions, type ReproducingFlags } from '../reproducing.js';
import { policyOfProcess } from '../sandbox/policy-variable.js';
import { worldAndEngine } from '../world-and-engine.js';
import type { Terminal } from '../terminal.js';
import { pathFrom } from '../../runtime/paths.js';

export interface RunFlags extends ReproducingFlags {
  readonly eval?: readonly string[];
  readonly format: OutputFormatName;
  readonly out?: string;
  readonly quiet?: boolean;
  /** An HTML file that the whole script is reported in. */
  readonly report?: string;
}

/** `giq run FILE…` and `giq -e TEXT`: runs scripts, or those that saved files carry, each in a session of its own. */
export async function run(
  files: readonly string[],
  flags: RunFlags,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const narrator = new Narrator(terminal, flags.quiet ?? false);
  const written: string[] = [];
  const out = flags.out === undefined ? terminal.out : (text: string) => void written.push(text);
  let exitCode = 0;
  const runnables = await runnablesOf(files, flags.eval, terminal);
  if (flags.report !== undefined && runnables.length > 1)
    fail('usage', { problem: '`--report` takes one script' });
  for (const runnable of runnables) {
    const outcome = await runOne(runnable, flags, { ...terminal, out }, narrator, signal);
    exitCode = exitCodeOf(outcome);
    if (exitCode !== 0) break;
  }
  if (flags.out !== undefined && exitCode === 0) {
    await writeAtomically(pathFrom(terminal.directory, flags.out), written.join(''));
    narrator.note(`wrote ${flags.out}`);
  }
  return exitCode;
}

async function runOne(
  { source, provenance }: Runnable,
  flags: RunFlags,
  terminal: Terminal,
  narrator: Narrator,
  signal: AbortSignal,
): Promise<Outcome> {
  const options = provenance
    ? await reproductionOptions({ source, provenance }, flags, narrator)
    : await worldAndEngine(flags);
  const policy = policyOfProcess();
  const session = createSession({
    ...options,
    directory: terminal.directory,
    ...(policy && { files: policy }),
  });
  const shown: Terminal = flags.out === undefined ? terminal : { ...terminal, colours: 'none' };
  const writer = writerOf(flags.format, shown, () => session.provenance(source.text));
  const report = flags.report === undefined ? undefined : await reportWriter(session, source);
  try {
    const outcome = await consume(session, source, { writer, report, terminal: shown, narrator }, signal);
    if (report && outcome === 'ok') await writeReport(report, flags.report!, terminal, narrator);
    return outcome;
  } finally {
    await session.dispose();
  }
}

async function writeReport(
  report: ReportWriter,
  file: string,
  terminal: Terminal,
  narrator: Narrator,
): Promise<void> {
  await writeAtomically(pathFrom(terminal.directory, file), await report.end());
  narrator.note(`saved ${file}`);
}

/** Everything that is told what happens. */
interface Audience {
  readonly writer: Writer;
  readonly report: ReportWriter | undefined;
  readonly terminal: Terminal;
  readonly narrator: Narrator;
}

async function consume(
  session: Session,
  source: Source,
  { writer, report, terminal, narrator }: Audience,
  signal: AbortSignal,
): Promise<Outcome> {
  let outcome: Outcome = 'failed';
  for await (const event of session.run(source, { signal })) {
    if (event.type === 'done') outcome = event.outcome;
    else {
      await handle(event, writer, terminal, narrator);
      await report?.take(event);
    }
  }
  narrator.clear();
  if (outcome === 'ok') terminal.out(await writer.end());
  return outcome;
}

async function handle(
  event: SessionEvent,
  writer: Writer,
  terminal: Terminal,
  narrator: Narrator,
): Promise<void> {
  switch (event.type) {
    case 'progress':
      return narrator.progress(event.label, event.done, event.total);
    case 'note':
      return narrator.note(event.text);
    case 'saved':
      return narrator.note(`saved ${event.path}`);
    case 'diagnostic':
      return narrator.diagnostic(event.diagnostic, event.source);
    case 'value': {
      const text = await writer.value(event);
      narrator.clear();
      return terminal.out(text);
    }
    case 'explanation':
      return terminal.out(writer.explanation(event));
    case 'figure':
      if (event.file !== undefined) return;
      if (terminal.colours === 'none') return narrator.note(unseen(event.title));
      return terminal.out((await figureText(event.svg, terminal)) + '\n');
    case 'bound':
    case 'done':
      return;
  }
}
