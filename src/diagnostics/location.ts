/** Offsets to lines and columns, as editors count them. */
import type { Source, Span } from './span.js';

/** Both count from 1; a column counts code points. */
export interface Location {
  readonly line: number;
  readonly column: number;
}

/** One line of a source, without its line break. */
export interface SourceLine {
  readonly number: number;
  readonly start: number;
  readonly text: string;
}

const lineBreak = /\r\n|\r|\n/g;

/** All lines of a text; the empty text has one empty line. */
export function linesOf(source: Source): SourceLine[] {
  const starts = [0, ...[...source.text.matchAll(lineBreak)].map((match) => match.index + match[0].length)];
  return starts.map((start, index) => ({ number: index + 1, start, text: lineFrom(source.text, start) }));
}

function lineFrom(text: string, start: number): string {
  const length = text.slice(start).search(/[\r\n]/);
  return length < 0 ? text.slice(start) : text.slice(start, start + length);
}

/** Where an offset is; offsets beyond the text count as its end. */
export function locate(source: Source, offset: number): Location {
  const before = source.text.slice(0, Math.max(0, offset));
  const breaks = [...before.matchAll(lineBreak)];
  const last = breaks.at(-1);
  const start = last ? last.index + last[0].length : 0;
  return { line: breaks.length + 1, column: [...before.slice(start)].length + 1 };
}

/** The lines that a span touches, at least one. */
export function linesUnder(source: Source, span: Span): SourceLine[] {
  const lines = linesOf(source);
  const touched = lines.filter(
    ({ start, text }) => start <= Math.max(span.start, span.end - 1) && span.start <= start + text.length,
  );
  return touched.length > 0 ? touched : lines.slice(-1);
}
