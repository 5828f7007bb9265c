/** A half-open range [start, end) of UTF-16 offsets into a source text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A named text that spans point into: a script file, `-e` text or a REPL line. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** The smallest span that covers both. */
export function cover(first: Span, last: Span): Span {
  return { start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}

/** The text under a span. */
export function textOf(source: Source, span: Span): string {
  return source.text.slice(span.start, span.end);
}
