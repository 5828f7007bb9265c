/** What figures of pictures have in common: their margins, the scale of magnetograms, and captions that fit. */
import { truncate } from '../text.js';
import { textWidth } from '../typeface.js';
import type { Box, Label, Part } from './figure.js';
import { INK, styleOf, TYPE } from './theme.js';

export const MARGIN = 3;
/** Room for a colour bar with its ticks, to the right of pictures. */
export const BAR_ROOM = 36;

/** The scale to the right of pictures, from `top` to `bottom`, but not longer than it has to be. */
export function barBeside(right: number, top: number, bottom: number): Part {
  return { kind: 'colour-bar', x: right + 8, y: top, length: Math.min(110, bottom - top) };
}

/** Lines below a box, centred or from its left end, each cut where it is too long. */
export function captionBelow(
  box: Box,
  texts: readonly string[],
  style: Partial<Pick<Label, 'size' | 'colour' | 'anchor'>> = {},
): Label[] {
  const { size = TYPE.small, colour = INK, anchor = 'start' } = style;
  const x = anchor === 'middle' ? box.x + box.width / 2 : box.x;
  return texts.map((text, index) => ({
    kind: 'label',
    x,
    y: box.y + box.height + 1.25 * size * (index + 1),
    text: fitted(text, box.width + 2, size),
    size,
    colour,
    anchor,
  }));
}

/** A title right above a box. */
export function titleAbove(box: Box, text: string, style: Partial<Label> = {}): Label {
  const size = style.size ?? TYPE.label;
  const shown = fitted(text, box.width, size);
  return { kind: 'label', x: box.x, y: box.y - 0.4 * size, text: shown, ...style, size };
}

/** How high so many lines of a caption are. */
export const captionHeight = (lines: number, size: number = TYPE.small): number => 1.25 * size * lines + 2;

export function fitted(text: string, width: number, size: number): string {
  return truncate(text, width, (part) => widthInPrint(part, size));
}

/** The width tables of the typeface know ASCII; what figures need besides is about as wide as a digit. */
function widthInPrint(text: string, size: number): number {
  const narrow = text.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻ᵣ]/gu, 'r').replace(/[×−·′°²³₂…]/gu, '0');
  return textWidth(narrow, styleOf(size));
}
