/** The report as one HTML file that needs nothing else, light or dark as the reader has it. */
import { element, escapeXml } from '../../render/svg.js';
import type {
  EvaluationReport,
  ReportCell,
  ReportDistribution,
  ReportTable,
  SectionReport,
} from '../report.js';
import { cellText } from './cells.js';
import { distributionSvg } from './figures.js';
import { durationText } from './text.js';

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2733; --paper: #fff; --faint: #6b7885; --rule: #d9dfe5; --first: #c4521b; --second: #2b6cb0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e9ee; --paper: #14191f; --faint: #93a1ae; --rule: #323c46; --first: #f08a54; --second: #6cb0f2; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--rule); } p { color: var(--faint); max-width: 50rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; } th, td { padding: .15rem .8rem .15rem 0; text-align: left; white-space: nowrap; }
th { border-bottom: 1px solid var(--rule); } td.number { text-align: right; font-variant-numeric: tabular-nums; } td small { color: var(--faint); }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1.5rem; } figure { margin: 0; }
svg { width: 100%; } svg path { fill: none; stroke-width: 1.5; } .first { stroke: var(--first); } .second { stroke: var(--second); } .axis { stroke: var(--rule); }
.points circle { fill: var(--ink); } .tick { fill: var(--faint); font-size: 10px; } .key .first { color: var(--first); } .key .second { color: var(--second); }
`;

export function reportHtml(report: EvaluationReport): string {
  const { world, seed, queries, engine, giq } = report;
  const title = `Evaluation of ${world.name}`;
  const body = [
    element('h1', {}, escapeXml(title)),
    element(
      'p',
      {},
      escapeXml(
        `World ${world.name} ${world.hash.slice(0, 12)}${world.simulated ? ' (simulated)' : ''}; ${queries} queries of ` +
          `seed ${seed}; random numbers ${report.random}; engine ${engine}; giq ${giq}.`,
      ),
    ),
    ...report.sections.map(sectionHtml),
  ];
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeXml(title)}</title>`;
  return `<!doctype html>\n<html lang="en"><head>${head}<style>${STYLE}</style></head>\n<body>\n${body.join('\n')}\n</body></html>\n`;
}

function sectionHtml(section: SectionReport): string {
  const heading = element('h2', { id: section.name }, escapeXml(section.title));
  if (section.state === 'left-out')
    return heading + element('p', {}, escapeXml(`Left out: ${section.reason}`));
  const times = section.timings.map(({ what, seconds }) => `${what} ${durationText(seconds)}`).join(', ');
  return [
    heading,
    ...section.tables.map(tableHtml),
    ...(section.distributions.length > 0 ? [figuresHtml(section.distributions)] : []),
    element('p', {}, escapeXml(`Times: ${times}.`)),
  ].join('\n');
}

function tableHtml({ title, note, columns, rows }: ReportTable): string {
  const names = columns.map(({ name, unit }) =>
    element('th', {}, escapeXml(unit ? `${name} [${unit}]` : name)),
  );
  return [
    element('h3', {}, escapeXml(title)),
    ...(note === undefined ? [] : [element('p', {}, escapeXml(note))]),
    element(
      'div',
      { class: 'wide' },
      element(
        'table',
        {},
        element('tr', {}, ...names),
        ...rows.map((row) => element('tr', {}, ...row.map(cellHtml))),
      ),
    ),
  ].join('\n');
}

function cellHtml(cell: ReportCell): string {
  if (typeof cell === 'string') return element('td', {}, escapeXml(cell));
  const [value, interval] = cellText(cell).split(/ (?=\()/);
  const faint = interval === undefined ? '' : ` ${element('small', {}, escapeXml(interval))}`;
  return element('td', { class: 'number' }, escapeXml(value) + faint);
}

function figuresHtml(distributions: readonly ReportDistribution[]): string {
  const key =
    '<p class="key">Histograms: <span class="first">generated</span>, <span class="second">archive</span>, from the 1st ' +
    'to the 99th percentile. Right: percentiles of generated patches (up) against those of the archive (across).</p>';
  const figures = distributions.map((distribution) => {
    const { name, unit } = distribution;
    const caption = element('figcaption', {}, escapeXml(unit ? `${name} [${unit}]` : name));
    return element('figure', {}, caption, distributionSvg(distribution));
  });
  return key + element('div', { class: 'figures' }, ...figures);
}
