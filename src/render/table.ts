import type { Colours } from './capability.js';
import { stylesFor } from './style.js';
import type { Styles } from './style.js';
import { MISSING, textColumn } from './table-cells.js';
import type { Cell, TableColumn, TextColumn } from './table-cells.js';
import { fitColumns } from './table-layout.js';
import { pad, printable, truncate } from './text.js';

export interface TableData {
  readonly columns: readonly TableColumn[];
  /** One cell a column. */
  readonly rows: readonly (readonly Cell[])[];
}

export interface TableOptions {
  /** Width of the terminal; no line is wider. `Infinity` shows every column in full. */
  readonly columns: number;
  readonly colour: Colours;
  /** Rows to show; all unless given. */
  readonly maxRows?: number;
  /** For pipes: one header line and no rule. */
  readonly plain?: boolean;
}

const GAP = 2;

/**
 * A table as text: names with units, a thin rule, rows; numbers aligned on the decimal point, missing values dimmed.
 * Where it is too wide, words are abbreviated with `…` and then columns left out; what is left out is counted beneath.
 */
export function renderTable(data: TableData, options: TableOptions): string {
  const styles = stylesFor(options.colour);
  const rows = data.rows.slice(0, options.maxRows);
  const columns = textColumns(data.columns, rows, options.plain ?? false);
  const widths = fitColumns(columns, options.columns, GAP);
  const shown = columns.slice(0, widths.length);
  const lines = [
    ...headerLines(shown, widths, styles),
    ...(options.plain ? [] : [styles.dim(ruleLine(widths))]),
    ...rows.map((_, row) => bodyLine(shown, widths, row, styles)),
    ...footnotes(data, rows.length, widths.length).map((note) => styles.dim(truncate(note, options.columns))),
  ];
  return lines.join('\n');
}

function textColumns(columns: readonly TableColumn[], rows: TableData['rows'], plain: boolean): TextColumn[] {
  const withUnits = columns.some(({ unit }) => unit);
  return columns.map((column, i) => {
    const header = plain ? headerBeside(column) : headerBeneath(column, withUnits);
    return textColumn(
      column,
      rows.map((row) => row[i] ?? null),
      header,
    );
  });
}

function headerBeside({ name, unit }: TableColumn): string[] {
  return [printable(unit ? `${name} [${unit}]` : name)];
}

function headerBeneath({ name, unit }: TableColumn, withUnits: boolean): string[] {
  return [printable(name), ...(withUnits ? [unit ? printable(`[${unit}]`) : ''] : [])];
}

function headerLines(columns: readonly TextColumn[], widths: readonly number[], styles: Styles): string[] {
  const height = columns[0]?.header.length ?? 0;
  return Array.from({ length: height }, (_, line) => {
    const style = line === 0 ? styles.heading : styles.dim;
    return joined(columns.map((column, i) => place(column.header[line], widths[i], column, style)));
  });
}

function bodyLine(
  columns: readonly TextColumn[],
  widths: readonly number[],
  row: number,
  styles: Styles,
): string {
  const cells = columns.map((column, i) => {
    const text = column.cells[row];
    return place(text, widths[i], column, text.trim() === MISSING ? styles.dim : (same) => same);
  });
  return joined(cells);
}

function place(text: string, width: number, column: TextColumn, style: (text: string) => string): string {
  const short = truncate(text, width);
  return pad(short === '' ? '' : style(short), width, column.align);
}

function joined(cells: readonly string[]): string {
  return cells.join(' '.repeat(GAP)).trimEnd();
}

function ruleLine(widths: readonly number[]): string {
  return '─'.repeat(widths.reduce((total, width) => total + width, 0) + GAP * Math.max(0, widths.length - 1));
}

/** What the table does not show, in words. */
function footnotes(data: TableData, rowsShown: number, columnsShown: number): string[] {
  const moreRows = data.rows.length - rowsShown;
  const left = data.columns.slice(columnsShown).map(({ name }) => printable(name));
  return [
    ...(data.rows.length === 0 ? ['no rows'] : []),
    ...(moreRows > 0 ? [`… ${counted(moreRows, 'more row')}`] : []),
    ...(left.length > 0 ? [`… ${counted(left.length, 'more column')}: ${left.join(', ')}`] : []),
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
