/** What is drawn beneath the scrollback, and the escape sequences that turn one drawing into the next. Pure. */
import { widthOf } from '../../render/text.js';

export interface Position {
  /** From 0, in columns and rows. */
  readonly x: number;
  readonly y: number;
}

export interface Frame {
  /** None is wider than the terminal, and there are no more of them than it has. */
  readonly rows: readonly string[];
  /** Hidden where there is none. */
  readonly cursor?: Position;
  /** Has the whole screen to itself, and leaves it as it was. */
  readonly isFull: boolean;
}

export const NO_FRAME: Frame = { rows: [], isFull: false };

const HIDE = '\u001b[?25l';
const SHOW = '\u001b[?25h';
const ERASE_LINE = '\u001b[2K';
const ERASE_BELOW = '\u001b[J';

const up = (rows: number) => (rows > 0 ? `\u001b[${rows}A` : '');
const right = (columns: number) => (columns > 0 ? `\u001b[${columns}C` : '');

/** Erases a frame; the cursor is then where its first row was. */
export function erased(frame: Frame, above = rowsAbove(frame)): string {
  return `${HIDE}\r${up(above)}${ERASE_BELOW}`;
}

/** Draws a frame over the one before, the rows that differ only. */
export function redrawn(before: Frame, after: Frame): string {
  const { rows } = after;
  const lines = rows.map((row, index) => (row === before.rows[index] ? '' : `\r${ERASE_LINE}${row}`));
  const surplus = before.rows.length > rows.length ? `\r\n${ERASE_BELOW}${up(1)}` : '';
  return `${HIDE}\r${up(rowsAbove(before))}${lines.join('\r\n')}${surplus}${cursorPlaced(after)}`;
}

/** From the last row to where the cursor belongs. */
function cursorPlaced(frame: Frame): string {
  const { rows, cursor } = frame;
  if (!cursor) return '\r';
  return `\r${up(rows.length - 1 - rowsAbove(frame))}${right(cursor.x)}${SHOW}`;
}

/** Down to the first line beneath a frame. */
export function finished(frame: Frame): string {
  const below = frame.rows.length - 1 - rowsAbove(frame);
  return `${below > 0 ? `\u001b[${below}B` : ''}\r\n${SHOW}`;
}

/** The frame without rows beneath the cursor's but so many. */
export function cutBelow(frame: Frame, most: number): Frame {
  return { ...frame, rows: frame.rows.slice(0, rowsAbove(frame) + 1 + Math.max(0, most)) };
}

/** Rows between the first one and the cursor's; without a cursor it stays in the last. */
export function rowsAbove({ rows, cursor }: Frame): number {
  const last = Math.max(0, rows.length - 1);
  return cursor ? Math.min(cursor.y, last) : last;
}

/**
 * What a terminal does with its lines when it becomes narrower: it cuts them off; it breaks them anew and keeps the
 * cursor where it was in the text; or it breaks them from the last one upwards and moves the cursor down a row for every
 * row that comes in, wherever it does (xterm.js).
 */
export type Wrapping = 'none' | 'text' | 'rows';

/** The rows between the first one and the cursor's once the terminal has become narrower. */
export function rowsAboveWrapped(frame: Frame, columns: number, wrapping: Wrapping): number {
  const above = rowsAbove(frame);
  if (wrapping === 'none') return above;
  const more = frame.rows.map((row) => Math.max(0, Math.ceil(widthOf(row) / columns) - 1));
  if (wrapping === 'rows')
    // The row that the cursor is thought to be in at that moment is left as it is.
    return more.reduceRight((cursor, count, index) => (cursor === index ? cursor : cursor + count), above);
  const inserted = more.slice(0, above).reduce((total, count) => total + count, 0);
  return above + inserted + Math.floor((frame.cursor?.x ?? 0) / columns);
}
