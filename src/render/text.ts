import stringWidth from 'string-width';

const ELLIPSIS = '…';
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Columns that a text takes in a terminal. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/** The text on one line, with nothing in it that a terminal would obey: file names and headers come from outside. */
export function printable(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/\p{Cc}/gu, '�');
}

/** How wide a text is: columns of a terminal, or units of a drawing. */
export type Measure = (text: string) => number;

/** The text cut to at most `width`, with `…` where something was cut. */
export function truncate(text: string, width: number, measure: Measure = widthOf): string {
  if (measure(text) <= width) return text;
  const room = width - measure(ELLIPSIS);
  return room < 0 ? '' : head(text, room, measure).trimEnd() + ELLIPSIS;
}

/** The longest beginning of the text that fits. */
function head(text: string, width: number, measure: Measure): string {
  let taken = '';
  for (const { segment } of graphemes.segment(text)) {
    if (measure(taken + segment) > width) break;
    taken += segment;
  }
  return taken;
}

/** The text filled up with spaces to `width` columns; longer ones stay as they are. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'left' ? text + space : space + text;
}

/** The text in lines of at most `width`, broken at spaces; a longer word is cut with `…`. */
export function wrap(text: string, width: number, measure: Measure = widthOf): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && measure(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(truncate(word, width, measure));
  }
  return lines;
}
