import { html, text } from '../page/index.js';
import { scriptHtml } from './script.js';
import type { ReportPlan, ReportStep } from './report.js';

/** The steps of a plan, each with what it makes of what, and what would be loaded. */
export function planHtml({ steps, loads }: ReportPlan): string {
  return (
    html('h3', {}, 'Plan') +
    html('ol', { class: 'plan' }, ...steps.map(stepHtml)) +
    html('p', { class: 'faint' }, text(`Loads ${loads}.`))
  );
}

function stepHtml({ written, change, details }: ReportStep): string {
  const notes = details.map((detail) => html('li', {}, text(detail)));
  return html(
    'li',
    {},
    scriptHtml(written),
    ' ',
    html('span', { class: 'faint' }, text(change)),
    ...(notes.length > 0 ? [html('ul', {}, ...notes)] : []),
  );
}
