import type { ReportTable, SectionReport } from '../report.js';
import { cellText } from './cells.js';

/** A section as Markdown, under a heading of the third level; what a table needs to be read stands before it. */
export function markdownOf(section: SectionReport): string {
  const heading = `### ${section.title}`;
  if (section.state === 'left-out') return `${heading}\n\nLeft out: ${section.reason}.`;
  return [heading, ...section.tables.map(tableText)].join('\n\n');
}

function tableText({ title, note, columns, rows }: ReportTable): string {
  const names = columns.map(({ name, unit }) => (unit === undefined ? name : `${name} [${unit}]`));
  const lines = [names, names.map(() => '---'), ...rows.map((row) => row.map(cellText))];
  const table = lines.map((cells) => `| ${cells.map(escaped).join(' | ')} |`).join('\n');
  return [`**${title}.** ${note ?? ''}`.trim(), table].join('\n\n');
}

/** A bar would end a cell. */
const escaped = (text: string): string => text.replaceAll('|', '\\|');
