/** From a report to one HTML file: it asks for nothing, is read without its program, and is the same bytes again. */
import { colourTable, type Rgb } from '../colormap.js';
import { asset, html, htmlPage, jsonBlock, text } from '../page/index.js';
import { figureHtml } from './figure.js';
import { picturesHtml } from './pictures.js';
import { planHtml } from './plan.js';
import { scriptHtml } from './script.js';
import { tableHtml } from './table.js';
import type { Report, ReportPart, ReportSection } from './report.js';

const PROGRAMS = ['pictures', 'zoom', 'tables', 'copy'];

/** The element whose JSON says where a report comes from, its script among it. */
export const PROVENANCE_ID = 'giq-provenance';

export function reportHtml(report: Report): string {
  const { title, script, provenance, notes, sections } = report;
  const hasPictures = sections.some(({ parts }) => parts.some(({ kind }) => kind === 'pictures'));
  const main = [
    scriptSection(script),
    ...(notes.length > 0 ? [notesHtml(notes)] : []),
    ...(hasPictures ? [controls()] : []),
    ...sections.map(sectionHtml),
    originHtml(report),
  ];
  const body = [
    html('header', {}, html('h1', {}, text(title)), html('p', { class: 'faint' }, text(firstWords(report)))),
    html('main', {}, ...main.map((part) => `\n${part}\n`)),
    jsonBlock(PROVENANCE_ID, provenance),
    jsonBlock('giq-colours', {
      grey: hexadecimal(colourTable('grey')),
      'red-blue': hexadecimal(colourTable('red-blue')),
    }),
  ];
  const program = `\n${PROGRAMS.map((name) => asset(`report/${name}.js`)).join('\n')}`;
  return htmlPage({ title, style: asset('report/report.css'), body: body.join('\n'), program });
}

function firstWords({ origin }: Report): string {
  return origin
    .slice(0, 2)
    .map(([name, value]) => `${name} ${value}`)
    .join(' · ');
}

function scriptSection(script: string): string {
  const code = html('pre', { tabindex: 0, 'data-copy': 'Copy the script' }, scriptHtml(script));
  return html('section', { class: 'text' }, html('h2', {}, 'Script'), code);
}

function notesHtml(notes: readonly string[]): string {
  return html(
    'section',
    {},
    html('h2', {}, 'Notes'),
    html('ul', {}, ...notes.map((note) => html('li', {}, text(note)))),
  );
}

/** What pictures are shown in; hidden until the page's program has the fields. */
function controls(): string {
  const maps = ['grey', 'red-blue'].map((map, index) =>
    html(
      'label',
      {},
      html('input', { type: 'radio', name: 'map', value: map, checked: index === 0 }),
      ` ${map}`,
    ),
  );
  const range = html('input', { type: 'range', id: 'range', min: 20, max: 1000, step: 10, value: 1000 });
  return html(
    'fieldset',
    { id: 'view', hidden: true },
    html('legend', {}, 'Magnetograms'),
    ...maps,
    html('label', { for: 'range' }, 'range'),
    range,
    html('output', { id: 'range-shown', for: 'range' }, '±1000 G'),
  );
}

function sectionHtml({ statement, plan, parts }: ReportSection, index: number): string {
  const heading = html('h2', {}, text(`Statement ${index + 1}`));
  const written = html('pre', { tabindex: 0 }, scriptHtml(statement));
  const shown = parts.map((part, place) => partHtml(part, `part-${index + 1}-${place + 1}`));
  return html('section', {}, heading, written, ...(plan ? [planHtml(plan)] : []), ...shown);
}

function partHtml(part: ReportPart, id: string): string {
  switch (part.kind) {
    case 'pictures':
      return picturesHtml(part);
    case 'table':
      return tableHtml(part, id);
    case 'figure':
      return figureHtml(part, id);
    case 'remark':
      return html('p', { class: 'faint' }, text(part.text));
  }
}

function originHtml({ origin }: Report): string {
  const entries = origin.map(([name, value]) =>
    html('div', {}, html('dt', {}, text(name)), html('dd', {}, text(value))),
  );
  return html('section', {}, html('h2', {}, 'Provenance'), html('dl', {}, ...entries));
}

function hexadecimal(colours: readonly Rgb[]): string {
  return Buffer.from(colours.flat()).toString('hex');
}
