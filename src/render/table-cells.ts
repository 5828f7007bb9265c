import { formatColumn } from './number.js';
import { pad, printable, widthOf } from './text.js';

/** A cell; `null` is a missing value. */
export type Cell = string | number | boolean | null;

export interface TableColumn {
  readonly name: string;
  /** Shown in brackets with the name. */
  readonly unit?: string;
  /** Numbers are aligned on the decimal point and everything else to the left unless this says otherwise. */
  readonly align?: 'left' | 'right' | 'decimal';
}

/** A column as text, before it is fitted to a width. */
export interface TextColumn {
  readonly header: readonly string[];
  readonly cells: readonly string[];
  readonly align: 'left' | 'right';
  /** The width that shows everything. */
  readonly natural: number;
  /** The least width that it can be abbreviated to; figures are never abbreviated. */
  readonly least: number;
}

export const MISSING = 'missing';

/** Names and words can be abbreviated down to this: wide enough for an id, or a date with its time. */
const LEAST_WIDTH = 16;

/** The column's header lines and cells as text; numbers already aligned on their decimal points. */
export function textColumn(
  column: TableColumn,
  values: readonly Cell[],
  header: readonly string[],
): TextColumn {
  const align = column.align ?? (isNumeric(values) ? 'decimal' : 'left');
  const cells = align === 'decimal' ? alignPoints(formatCells(values)) : formatCells(values);
  const cellWidth = widest(cells);
  const natural = Math.max(cellWidth, widest(header));
  const least = Math.min(natural, isNumeric(values) ? Math.max(cellWidth, LEAST_WIDTH) : LEAST_WIDTH);
  return { header, cells, align: align === 'left' ? 'left' : 'right', natural, least };
}

/** Is everything in a column a number, or missing? */
export function isNumeric(values: readonly Cell[]): boolean {
  return values.every((value) => value === null || typeof value === 'number');
}

/** Numbers in the notation of their column; words made harmless. */
export function formatCells(values: readonly Cell[]): string[] {
  const numbers = values.filter((value) => typeof value === 'number');
  const formatted = formatColumn(numbers).values();
  return values.map((value) => (typeof value === 'number' ? (formatted.next().value ?? '') : wordOf(value)));
}

function wordOf(value: string | boolean | null): string {
  return value === null ? MISSING : printable(String(value));
}

/** Fills up what stands behind the decimal points, so that right-aligned cells have them beneath one another. */
function alignPoints(cells: readonly string[]): string[] {
  const fractions = cells.map((cell) => /^-?\d+(.*)$/.exec(cell)?.[1]);
  const longest = fractions.reduce((most, fraction) => Math.max(most, fraction?.length ?? 0), 0);
  return cells.map((cell, i) => pad(cell, cell.length + longest - (fractions[i]?.length ?? longest)));
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, widthOf(text)), 0);
}
