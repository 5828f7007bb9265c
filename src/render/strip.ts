import type { Field } from '../physics/field.js';
import { stylesFor } from './style.js';
import { pad, printable, wrap } from './text.js';
import { terminalImage } from './terminal-image.js';
import type { TerminalImageOptions } from './terminal-image.js';

/** One picture of a strip; the first line of its caption is its heading. */
export interface StripPicture {
  readonly field: Field;
  readonly caption: readonly string[];
}

export interface StripOptions extends TerminalImageOptions {
  /** Width of the terminal; no line is wider. */
  readonly columns: number;
}

const GAP = 2;
const NARROWEST = 18;
const WIDEST = 40;

/** Pictures side by side with their captions beneath, in as many rows as the terminal's width asks for. */
export function strip(pictures: readonly StripPicture[], options: StripOptions): string {
  const { perRow, width } = stripLayout(pictures.length, options.columns);
  const rows = chunks(pictures, perRow).map((row) => stripRow(row, width, options));
  return rows.map((lines) => lines.join('\n')).join('\n\n');
}

/** How many pictures stand in a row, the rows filled evenly, and how wide each of them is (even, so that it is square). */
export function stripLayout(count: number, columns: number): { perRow: number; width: number } {
  const most = Math.max(1, Math.floor((columns + GAP) / (NARROWEST + GAP)));
  const rows = Math.max(1, Math.ceil(count / most));
  const perRow = Math.max(1, Math.ceil(count / rows));
  const room = Math.floor((columns - GAP * (perRow - 1)) / perRow);
  return { perRow, width: Math.max(2, 2 * Math.floor(Math.min(WIDEST, room) / 2)) };
}

function stripRow(pictures: readonly StripPicture[], width: number, options: StripOptions): string[] {
  const images = pictures.map((picture) => terminalImage(picture.field, width, options));
  const captions = pictures.map((picture) => captionLines(picture.caption, width, options));
  return [...sideBySide(images, width), ...sideBySide(captions, width)];
}

function captionLines(caption: readonly string[], width: number, options: StripOptions): string[] {
  const styles = stylesFor(options.colour);
  return caption.flatMap((line, i) =>
    wrap(printable(line), width).map((text) => (i === 0 ? styles.heading(text) : styles.dim(text))),
  );
}

/** Blocks of lines next to one another; shorter ones are filled up at their ends. */
function sideBySide(blocks: readonly (readonly string[])[], width: number): string[] {
  const height = Math.max(0, ...blocks.map((block) => block.length));
  return Array.from({ length: height }, (_, line) =>
    blocks
      .map((block) => pad(block[line] ?? '', width))
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}
