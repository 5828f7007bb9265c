import { join } from 'node:path';
import {
  MANNERS,
  OUTSIDE,
  planFetch,
  REPORT,
  runFetch,
  type FetchPlan,
  type FetchReport,
} from '../../archive/jsoc/index.js';
import { diagnose } from '../../diagnostics/diagnostic.js';
import { EXIT } from '../exit-codes.js';
import { Narrator } from '../narrator.js';
import type { Terminal } from '../terminal.js';
import { fetchTask, type FetchFlags, type FetchSetting } from './fetch-task.js';

/** `giq archive fetch`: FITS files and keywords from JSOC or another site of its kind; goes on after a kill. */
export async function fetchArchive(
  flags: FetchFlags,
  terminal: Terminal,
  signal: AbortSignal,
  setting: FetchSetting = { manners: MANNERS, outside: OUTSIDE },
): Promise<number> {
  const narrator = new Narrator(terminal, false);
  const task = fetchTask(flags, terminal.directory, narrator, signal, setting);
  const plan = await planFetch(task);
  narrator.clear();
  if (flags.dryRun) return tellPlan(plan, terminal);
  narrator.note(planText(plan));
  const report = await runFetch(plan, task);
  narrator.clear();
  return tellReport(report, plan.files.length, join(flags.out, REPORT), narrator);
}

function tellPlan(plan: FetchPlan, terminal: Terminal): number {
  terminal.narrate(`${planText(plan)}\n`);
  terminal.out(plan.files.map(({ line, path }) => `${line.file}${path ? '' : '  (off line)'}\n`).join(''));
  return EXIT.ok;
}

function planText({ recordSet, records, leftOut, files }: FetchPlan): string {
  const offLine = files.filter(({ path }) => !path).length;
  return [
    `${recordSet}: ${records} records`,
    ...(leftOut > 0 ? [`${leftOut} left out by QUALITY`] : []),
    `${files.length} files`,
    ...(offLine > 0 ? [`${offLine} of them off line`] : []),
  ].join(', ');
}

function tellReport(report: FetchReport, all: number, file: string, narrator: Narrator): number {
  const { fetched, present, offLine, failures } = report;
  narrator.note(`${fetched} fetched, ${present} were there`);
  if (failures.length === 0) return EXIT.ok;
  const reasons = new Map<string, number>();
  for (const { reason } of failures) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const hints = [...reasons].slice(0, MOST_REASONS).map(([reason, count]) => `${count}: ${reason}`);
  const email = offLine > 0 ? ['`--email ADDRESS` has what is off line exported'] : [];
  const details = { hints: [...hints, ...email] };
  narrator.diagnostic(
    diagnose('jsoc-files-missing', { missing: failures.length, of: all, report: file }, details),
  );
  return EXIT.runtime;
}

const MOST_REASONS = 3;
