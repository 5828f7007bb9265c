import { html, text } from '../page/index.js';
import { roundSignificant } from '../number.js';
import { formatCells, isNumeric, MISSING, type Cell, type TableColumn } from '../table-cells.js';
import type { ReportTable } from './report.js';

/** Digits that sorting goes by: engines differ in later ones. */
const DIGITS = 5;

/** A table whose columns the page's program can sort; wider than the page, it scrolls by itself. */
export function tableHtml({ title, columns, rows, commands }: ReportTable, id: string): string {
  const names = columns.map(({ name, unit }) =>
    html('th', { scope: 'col' }, text(unit ? `${name} [${unit}]` : name)),
  );
  const asked = commands?.some((command) => command !== undefined) ? commands : undefined;
  const last = asked ? [html('th', { scope: 'col', 'data-fixed': true }, 'ask again')] : [];
  const cells = columns.map((column, index) =>
    columnCells(
      column,
      rows.map((row) => row[index] ?? null),
    ),
  );
  const body = rows.map((row, index) => {
    const command = asked ? [commandCell(asked[index], String(row[idColumn(columns)] ?? ''))] : [];
    return html('tr', {}, ...cells.map((column) => column[index]), ...command);
  });
  const table = html(
    'table',
    { class: 'sortable' },
    html('caption', { id }, text(title)),
    html('thead', {}, html('tr', {}, ...names, ...last)),
    html('tbody', {}, ...body.map((row) => `\n${row}`)),
  );
  return html('section', { class: 'wide', 'aria-labelledby': id, tabindex: 0 }, table);
}

const idColumn = (columns: readonly TableColumn[]) => columns.findIndex(({ name }) => name === 'id');

/** The cells of one column, numbers in one notation. */
function columnCells({ name }: TableColumn, values: readonly Cell[]): string[] {
  const texts = formatCells(values);
  const numeric = isNumeric(values);
  return values.map((value, index) => {
    if (value === null) return html('td', { class: numeric ? 'number missing' : 'missing' }, MISSING);
    if (name === 'id') return html('th', { scope: 'row' }, text(texts[index]));
    if (typeof value !== 'number') return html('td', {}, text(texts[index]));
    const exact = roundSignificant(value, DIGITS);
    return html('td', { class: 'number', 'data-value': exact }, text(texts[index]));
  });
}

function commandCell(command: string | undefined, id: string): string {
  if (command === undefined) return html('td', { class: 'missing' }, '–');
  return html('td', {}, html('code', { 'data-copy': `Copy the command of ${id}` }, text(command)));
}
