import { renderTable } from '../../render/index.js';
import type { EvaluationReport, ReportTable, ReportTiming, SectionReport } from '../report.js';
import { cellText } from './cells.js';

/** The report as plain text: what was evaluated, then tables in full width. */
export function reportText(report: EvaluationReport): string {
  const { world, seed, queries, engine, giq } = report;
  const simulated = world.simulated ? ', simulated' : '';
  const head =
    `Evaluation of the world ${world.name} (${world.hash.slice(0, 12)}${simulated})\n` +
    `${queries} queries of seed ${seed}, engine ${engine}, giq ${giq}\n`;
  return [head, ...report.sections.map(sectionText)].join('\n');
}

function sectionText(section: SectionReport): string {
  const heading = `${section.title}\n${'='.repeat(section.title.length)}\n\n`;
  if (section.state === 'left-out') return `${heading}left out: ${section.reason}\n`;
  return heading + [...section.tables.map(tableText), timingText(section.timings)].join('\n');
}

function tableText({ title, note, columns, rows }: ReportTable): string {
  const data = { columns, rows: rows.map((row) => row.map(cellText)) };
  const table = renderTable(data, { columns: Infinity, colour: 'none' });
  return `${title}\n${note === undefined ? '' : `${wrapped(note)}\n`}${table}\n`;
}

const timingText = (timings: readonly ReportTiming[]) =>
  `Times: ${timings.map(({ what, seconds }) => `${what} ${durationText(seconds)}`).join(', ')}\n`;

export function durationText(seconds: number): string {
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`;
}

const WIDTH = 100;

/** Lines of at most 100 characters, broken at spaces. */
function wrapped(text: string): string {
  return text.replace(new RegExp(`(.{1,${WIDTH}})(?: |$)`, 'g'), '$1\n').trimEnd();
}
