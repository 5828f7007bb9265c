/** One line of a source as it looks in a terminal: tabs expanded, wide characters measured, long lines cut. */
import stringWidth from 'string-width';
import type { SourceLine } from './location.js';
import type { Span } from './span.js';

const tabWidth = 4;

/** Terminal columns from 0, the end exclusive. */
export interface Columns {
  readonly from: number;
  readonly to: number;
}

export interface Excerpt {
  readonly text: string;
  /** Where each span is in `text`, at least one column wide. */
  readonly marks: readonly Columns[];
}

/** A part of a line: what is shown of it, and from which column on. */
interface Window {
  readonly text: string;
  readonly first: number;
  readonly cutBefore: boolean;
}

/** Text without control characters, so that a script cannot drive the terminal that it is shown in. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** Shows a line with the parts of the spans that are in it; at most `width` columns, cut around the first span. */
export function excerptOf(line: SourceLine, spans: readonly Span[], width: number): Excerpt {
  const columns = spans.map((span) => columnsOf(line, span));
  const window = windowOf(shown(line.text), columns[0], width);
  const end = stringWidth(window.text);
  const place = (column: number) =>
    Math.max(0, Math.min(end, column - window.first + (window.cutBefore ? 1 : 0)));
  const marks = columns.map(({ from, to }) => ({
    from: place(from),
    to: Math.max(place(from) + 1, place(to)),
  }));
  return { text: window.text, marks };
}

function shown(text: string): string {
  return printable(text).replaceAll('\t', ' '.repeat(tabWidth));
}

function columnsOf(line: SourceLine, span: Span): Columns {
  const widthUpTo = (offset: number) =>
    stringWidth(shown(line.text.slice(0, Math.max(0, offset - line.start))));
  const indent = line.start + line.text.search(/\S|$/);
  const from = widthUpTo(span.start < line.start ? indent : span.start);
  return { from, to: Math.max(from + 1, widthUpTo(span.end)) };
}

/** At most `width` columns of a text, with the focus in the middle; ellipses stand for what is cut. */
function windowOf(text: string, focus: Columns, width: number): Window {
  const total = stringWidth(text);
  if (total <= width) return { text, first: 0, cutBefore: false };
  const room = Math.max(8, width - 2);
  const lead = Math.max(0, Math.floor((room - (focus.to - focus.from)) / 2));
  const wanted = Math.max(0, Math.min(focus.from - lead, total - room));
  const { kept, first } = charactersBetween(text, wanted, room);
  const cutAfter = first + stringWidth(kept) < total;
  return { text: `${first > 0 ? '…' : ''}${kept}${cutAfter ? '…' : ''}`, first, cutBefore: first > 0 };
}

/** The whole characters of a text from a column on; a wide one that does not fit is left out. */
function charactersBetween(text: string, from: number, room: number): { kept: string; first: number } {
  let [column, first, kept] = [0, 0, ''];
  for (const character of text) {
    const next = column + stringWidth(character);
    if (column < from) first = next;
    else if (next - first <= room) kept += character;
    else break;
    column = next;
  }
  return { kept, first };
}
