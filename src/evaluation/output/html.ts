/** The report as one HTML file that needs nothing else, light or dark as the reader has it. */
import { htmlPage } from '../../render/page/index.js';
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

/** What this page has besides what all pages have. */
const STYLE = `
:root { --first: #c4521b; --second: #2b6cb0; }
@media (prefers-color-scheme: dark) { :root { --first: #f08a54; --second: #6cb0f2; } }
p { color: var(--faint); max-width: 50rem; } td small { color: var(--faint); }
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
  return htmlPage({ title, style: STYLE, body: body.join('\n') });
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
