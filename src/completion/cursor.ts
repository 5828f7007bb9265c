/** What stands at the cursor: a word or a text in quotes that has been begun, a number, or nothing. */
import { tokenize, type HighlightedToken } from '../parser/index.js';

export interface CursorPlace {
  /** `after-number`: only a unit can touch a number that may still be growing. */
  readonly kind: 'word' | 'text' | 'after-number' | 'nothing';
  /** What was typed of it, without a quote. */
  readonly typed: string;
  /** The quote that a text was begun with. */
  readonly quote: string;
  readonly from: number;
  readonly to: number;
  /** Where the token begins: what lies before it decides what may stand here. */
  readonly cut: number;
}

const WORD_END = /^[\p{L}\p{M}\p{Nd}_]*/u;

export function placeAt(text: string, cursor: number): CursorPlace {
  // No token goes beyond its line, so the lines before need not be read.
  const line = 1 + Math.max(text.lastIndexOf('\n', cursor - 1), text.lastIndexOf('\r', cursor - 1));
  const found = tokenize({ name: '', text: text.slice(line, cursor) }).at(-1);
  const last = found && { ...found, span: { start: found.span.start + line, end: found.span.end + line } };
  const bare = { typed: '', quote: '', from: cursor, to: cursor, cut: cursor };
  if (!last || last.span.end !== cursor) return { kind: 'word', ...bare };
  if (last.kind === 'comment') return { kind: 'nothing', ...bare };
  if (last.kind === 'string') return inText(last, text, cursor) ?? { kind: 'nothing', ...bare };
  if (last.kind === 'number') return { kind: 'after-number', ...bare };
  if (!isWord(last)) return { kind: 'word', ...bare };
  const from = last.span.start;
  return { kind: 'word', typed: last.text, quote: '', from, to: wordEnd(text, cursor), cut: from };
}

/** A unit such as `%`, an operator and a bracket end where they end: what follows is something new. */
function isWord({ kind, text }: HighlightedToken): boolean {
  return ['keyword', 'verb', 'name', 'unit', 'error'].includes(kind) && /[\p{L}\p{Nd}_]$/u.test(text);
}

function wordEnd(text: string, cursor: number): number {
  return cursor + WORD_END.exec(text.slice(cursor))![0].length;
}

/** Inside quotes; undefined right after the closing one. */
function inText(
  { text: image, span }: HighlightedToken,
  text: string,
  cursor: number,
): CursorPlace | undefined {
  const [quote] = image;
  if (image.length > 1 && image.endsWith(quote)) return undefined;
  const line = /^[^\r\n]*/.exec(text.slice(cursor))![0];
  const close = line.indexOf(quote);
  const to = close < 0 ? cursor : cursor + close + 1;
  return { kind: 'text', typed: image.slice(1), quote, from: span.start + 1, to, cut: span.start };
}
