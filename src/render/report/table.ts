import { html, text } from '../page/index.js';
import { roundSignificant } from '../number.js';
import { formatCells, isNumeric, MISSING, type Cell, type TableColumn } from '../table-cells.js';
import type { ReportTable } from './report.js';

/** Digits that sorting goes by: engines differ in later ones. */
const DIGITS = 5;

/** A table whose columns the page's program can sort; wider than the page, it scrolls by itself. */
export function tableHtml(part: ReportTable, id: string): string {
  const columns = [
    ...part.columns.map((column, index) => columnOf(column, index, part)),
    ...commandsOf(part),
  ];
  const inOrder = columns.sort((one, other) => one.place - other.place);
  const rows = part.rows.map((_, row) => html('tr', {}, ...inOrder.map(({ cells }) => cells[row])));
  const table = html(
    'table',
    { class: 'sortable' },
    html('caption', { id }, text(part.title)),
    html('thead', {}, html('tr', {}, ...inOrder.map(({ head }) => head))),
    html('tbody', {}, ...rows.map((row) => `\n${row}`)),
  );
  return html('section', { class: 'wide', 'aria-labelledby': id, tabindex: 0 }, table);
}

interface Column {
  readonly head: string;
  /** One a row. */
  readonly cells: readonly string[];
  readonly place: number;
}

function columnOf(column: TableColumn, place: number, { rows }: ReportTable): Column {
  const { name, unit } = column;
  const values = rows.map((row) => row[place] ?? null);
  const align = values.length > 0 && isNumeric(values) ? 'number' : undefined;
  const head = html('th', { scope: 'col', class: align }, text(unit ? `${name} [${unit}]` : name));
  return { head, cells: columnCells(name, values), place };
}

/** The commands, right behind the column that says what they are about. */
function commandsOf({ columns, rows, commands }: ReportTable): Column[] {
  if (!commands?.some((command) => command !== undefined)) return [];
  const about = columns.findIndex(({ name }) => name === 'id');
  const cells = commands.map((command, row) => commandCell(command, String(rows[row][about] ?? row + 1)));
  return [{ head: html('th', { scope: 'col', 'data-fixed': true }, 'ask again'), cells, place: about + 0.5 }];
}

/** The cells of one column, numbers in one notation. */
function columnCells(name: string, values: readonly Cell[]): string[] {
  const texts = formatCells(values);
  const numeric = isNumeric(values);
  return values.map((value, index) => {
    if (value === null) return html('td', { class: numeric ? 'number missing' : 'missing' }, MISSING);
    if (name === 'id') return html('th', { scope: 'row' }, text(texts[index]));
    if (name === 'record') return html('td', {}, recordHtml(texts[index]));
    if (typeof value !== 'number') return html('td', {}, text(texts[index]));
    const exact = roundSignificant(value, DIGITS);
    return html('td', { class: 'number', 'data-value': exact }, text(texts[index]));
  });
}

/** The query that gets an observation from JSOC again. */
function recordHtml(record: string): string {
  return html('code', { class: 'whole', 'data-copy': `Copy the record ${record}` }, text(record));
}

function commandCell(command: string | undefined, id: string): string {
  if (command === undefined) return html('td', { class: 'missing' }, '–');
  return html('td', {}, html('code', { 'data-copy': `Copy the command of ${id}` }, text(command)));
}
