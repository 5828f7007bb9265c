/** What stands in quotes. */
import type { Span } from '../diagnostics/span.js';

const meanings: Readonly<Record<string, string>> = {
  '\\"': '"',
  "\\'": "'",
  '\\\\': '\\',
  '\\n': '\n',
  '\\t': '\t',
};
const closed = /^(["'])(?:(?!\1)[^\\]|\\.)*\1$/su;

/** Does a text that begins with a quote end with the same one? */
export function isClosed(image: string): boolean {
  return closed.test(image);
}

/** The value of a text in quotes; unknown escapes keep their backslash. */
export function decode(image: string): string {
  const inner = image.slice(1, isClosed(image) ? -1 : undefined);
  return inner.replace(/\\[^]/gu, (escape) => meanings[escape] ?? escape);
}

/** A text in double quotes with this value. */
export function encode(value: string): string {
  const escaped = value.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  return `"${escaped}"`;
}

/** The text with every backslash that begins no escape doubled. */
export function withEscapes(image: string): string {
  return image.replace(/\\[^]/gu, (escape) => (escape in meanings ? escape : `\\${escape}`));
}

/** Where the first unknown escape is, as offsets into the image. */
export function unknownEscape(image: string): Span | undefined {
  for (const { 0: escape, index } of image.matchAll(/\\[^]/gu)) {
    if (!(escape in meanings)) return { start: index, end: index + escape.length };
  }
  return undefined;
}
