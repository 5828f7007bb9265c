/** The text that is edited as rows of a terminal: wrapped, highlighted, and cut to what fits around the cursor. */
import { widthOf } from '../../render/text.js';
import { graphemesOf } from '../editor/text.js';
import type { Paint } from '../theme/theme.js';
import type { Look } from './highlight.js';

export interface EditorRowsOptions {
  readonly text: string;
  readonly cursor: number;
  readonly looks: readonly Look[];
  /** Shown in grey after the text. */
  readonly suggestion: string;
  readonly prompt: string;
  /** Before every further line; as wide as the prompt. */
  readonly continuation: string;
  readonly columns: number;
  /** No more rows than these are shown. */
  readonly height: number;
  readonly paint: Paint;
}

export interface Rows {
  readonly rows: readonly string[];
  /** From 0, in columns and rows. */
  readonly cursor: { readonly x: number; readonly y: number };
}

interface Run {
  readonly look: Look;
  text: string;
}

interface Row {
  readonly lead: string;
  readonly runs: Run[];
  width: number;
}

const suggested: Look = { role: 'suggestion', underlined: false };

export function editorRows(options: EditorRowsOptions): Rows {
  const { rows, cursor } = wrapped(options);
  const first = firstShown(rows.length, cursor.y, options.height);
  const shown = rows.slice(first, first + options.height);
  return {
    rows: shown.map((row) => paintedRow(row, options.paint)),
    cursor: { x: cursor.x, y: cursor.y - first },
  };
}

/** As many rows as fit, with the cursor's among them and some of what comes after it. */
function firstShown(count: number, cursor: number, height: number): number {
  const wanted = cursor - Math.floor((2 * height) / 3);
  return Math.max(0, Math.min(wanted, count - height));
}

function wrapped(options: EditorRowsOptions): { rows: Row[]; cursor: { x: number; y: number } } {
  const { text, looks, prompt, continuation, columns, suggestion } = options;
  const rows: Row[] = [newRow(prompt)];
  const room = Math.max(2, columns - widthOf(prompt) - 1);
  let cursor = { x: 0, y: 0 };
  let offset = 0;
  const place = () => ({ x: widthOf(prompt) + rows.at(-1)!.width, y: rows.length - 1 });
  for (const grapheme of graphemes(text)) {
    if (offset === options.cursor) cursor = place();
    if (grapheme === '\n') rows.push(newRow(continuation));
    else append(rows, grapheme, looks[offset], room, continuation);
    offset += grapheme.length;
  }
  if (options.cursor >= offset) cursor = place();
  for (const grapheme of graphemes(suggestion))
    if (rows.at(-1)!.width + widthOf(grapheme) <= room) append(rows, grapheme, suggested, room, continuation);
  return { rows, cursor };
}

const newRow = (lead: string): Row => ({ lead, runs: [], width: 0 });

function append(rows: Row[], grapheme: string, look: Look, room: number, continuation: string): void {
  const width = isAscii(grapheme) ? 1 : widthOf(grapheme);
  if (rows.at(-1)!.width + width > room) rows.push(newRow(' '.repeat(widthOf(continuation))));
  const row = rows.at(-1)!;
  const last = row.runs.at(-1);
  if (last && last.look.role === look.role && last.look.underlined === look.underlined) last.text += grapheme;
  else row.runs.push({ look, text: grapheme });
  row.width += width;
}

/** Segmenting is slow, and most text is plain. */
function graphemes(text: string): Iterable<string> {
  return isAscii(text) ? text : graphemesOf(text);
}

function isAscii(text: string): boolean {
  return /^[\n -~]*$/.test(text);
}

function paintedRow({ lead, runs }: Row, paint: Paint): string {
  const parts = runs.map(({ look, text }) =>
    look.underlined ? paint.underlined(look.role, text) : paint(look.role, text),
  );
  return paint('prompt', lead) + parts.join('');
}
