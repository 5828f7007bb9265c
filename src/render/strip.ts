import type { Field } from '../physics/field.js';
import { beside, pictureBlock, stack, textBlock, type Block } from './block.js';
import { stylesFor } from './style.js';
import { printable, wrap } from './text.js';
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
  return stripBlock(pictures, options).lines.join('\n');
}

/** The same as a block. */
export function stripBlock(pictures: readonly StripPicture[], options: StripOptions): Block {
  const { perRow, width } = stripLayout(pictures.length, options.columns);
  const rows = chunks(pictures, perRow).map((row) => rowBlock(row, width, options));
  return stack(rows.flatMap((row, index) => (index === 0 ? [row] : [textBlock(['']), row])));
}

/** How many pictures stand in a row, the rows filled evenly, and how wide each of them is (even, so that it is square). */
export function stripLayout(count: number, columns: number): { perRow: number; width: number } {
  const most = Math.max(1, Math.floor((columns + GAP) / (NARROWEST + GAP)));
  const rows = Math.max(1, Math.ceil(count / most));
  const perRow = Math.max(1, Math.ceil(count / rows));
  const room = Math.floor((columns - GAP * (perRow - 1)) / perRow);
  return { perRow, width: Math.max(2, 2 * Math.floor(Math.min(WIDEST, room) / 2)) };
}

function rowBlock(pictures: readonly StripPicture[], width: number, options: TerminalImageOptions): Block {
  const widths = pictures.map(() => width);
  const images = pictures.map(({ field }) => pictureBlock(field, width, options));
  const captions = pictures.map(({ caption }) => textBlock(captionLines(caption, width, options)));
  const gap = ' '.repeat(GAP);
  return stack([beside(images, widths, gap), beside(captions, widths, gap)]);
}

/** A picture above its caption. */
export function cardBlock(picture: StripPicture, width: number, options: TerminalImageOptions): Block {
  return rowBlock([picture], width, options);
}

/** A caption in lines of at most `width`. */
export function captionLines(
  caption: readonly string[],
  width: number,
  options: TerminalImageOptions,
): string[] {
  const styles = stylesFor(options.colour);
  return caption.flatMap((line, i) =>
    wrap(printable(line), width).map((text) => (i === 0 ? styles.heading(text) : styles.dim(text))),
  );
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}
