/** Places in a text: graphemes, words and lines. All offsets count UTF-16 units. */
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const isWordCharacter = /[\p{L}\p{M}\p{N}_]/u;

export function graphemesOf(text: string): string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

/** The start of the line that the offset is in. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The end of the line that the offset is in, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** The offset one grapheme to the left. */
export function before(text: string, offset: number): number {
  const start = lineStart(text, offset);
  if (offset === start) return Math.max(0, offset - 1);
  return offset - graphemesOf(text.slice(start, offset)).at(-1)!.length;
}

/** The offset one grapheme to the right. */
export function after(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  if (offset === end) return Math.min(text.length, offset + 1);
  return offset + graphemesOf(text.slice(offset, end))[0].length;
}

/** The start of the word before the offset. */
export function wordBefore(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isWordCharacter.test(text[at - 1])) at--;
  while (at > 0 && isWordCharacter.test(text[at - 1])) at--;
  return at;
}

/** The end of the word after the offset. */
export function wordAfter(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !isWordCharacter.test(text[at])) at++;
  while (at < text.length && isWordCharacter.test(text[at])) at++;
  return at;
}

/** The start of what stands before the offset up to white space. */
export function blankBefore(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && /\s/.test(text[at - 1])) at--;
  while (at > 0 && !/\s/.test(text[at - 1])) at--;
  return at;
}

/** How many graphemes stand before the offset on its line. */
export function columnOf(text: string, offset: number): number {
  return graphemesOf(text.slice(lineStart(text, offset), offset)).length;
}

/** The offset of a column on the line that begins at `start`, or the end of that line. */
export function offsetOfColumn(text: string, start: number, column: number): number {
  const line = text.slice(start, lineEnd(text, start));
  return start + graphemesOf(line).slice(0, column).join('').length;
}
