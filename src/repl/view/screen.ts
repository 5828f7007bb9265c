/** The live part of the screen as rows of text, the first of them blank: a pure function of the state and the size of the terminal. */
import { isError, type Diagnostic } from '../../diagnostics/diagnostic.js';
import { printable, truncate } from '../../render/text.js';
import type { Surroundings } from '../editor/editor.js';
import { suggestionOf } from '../editor/suggestion.js';
import { activityLine } from '../running/activity.js';
import { stillFound } from '../running/live-check.js';
import type { ReplState } from '../state.js';
import { paintOf, type Paint } from '../theme/theme.js';
import { editorRows, type Rows } from './editor-rows.js';
import { looksOf } from './highlight.js';
import { menuRows } from './menu-rows.js';

export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

export interface ScreenOptions extends ScreenSize {
  readonly surroundings: Surroundings;
  /** Of the clock that activities are timed with, in ms. */
  readonly now: number;
}

export const PROMPT = 'giq› ';
export const CONTINUATION = '   · ';
const MENU_HEIGHT = 8;

export function screenOf(state: ReplState, options: ScreenOptions): Rows {
  const { columns, rows } = options;
  const paint = paintOf(state.theme);
  const below = rowsBelow(state, options, paint);
  const editor = editorPart(state, options, Math.max(1, rows - below.length - 2), paint);
  const lines = ['', ...editor.rows, ...below].slice(0, Math.max(2, rows - 1));
  const { x, y } = editor.cursor;
  return { rows: lines, cursor: { x: Math.min(x, columns - 1), y: y + 1 } };
}

function editorPart(
  state: ReplState,
  { columns, surroundings }: ScreenOptions,
  height: number,
  paint: Paint,
): Rows {
  const { text, cursor } = state.editor;
  return editorRows({
    text,
    cursor,
    looks: looksOf(text, stillFound(state.findings, text)),
    suggestion: suggestionOf(state.editor, surroundings),
    prompt: PROMPT,
    continuation: CONTINUATION,
    columns,
    height,
    paint,
  });
}

/** What stands under the text: a list, or one line that is always there, so that nothing jumps. */
function rowsBelow(state: ReplState, options: ScreenOptions, paint: Paint): string[] {
  const { menu } = state.editor;
  const { columns, rows } = options;
  if (menu) return menuRows(menu, columns, Math.max(1, Math.min(MENU_HEIGHT, rows - 6)), paint);
  return [statusLine(state, options, paint)];
}

function statusLine(state: ReplState, { columns, now }: ScreenOptions, paint: Paint): string {
  const { editor, activity, notice, findings } = state;
  const room = columns - 1;
  if (editor.search) return searchLine(editor.search, editor.history.length, room, paint);
  const work = activity ? activityLine(activity, now, room) : '';
  if (work) return paint('dim', work);
  if (notice) return paint('dim', truncate(notice, room));
  const [problem] = stillFound(findings, editor.text).toSorted(worstFirst);
  return problem ? problemLine(problem, room, paint) : '';
}

function searchLine(
  { query, at }: NonNullable<ReplState['editor']['search']>,
  count: number,
  room: number,
  paint: Paint,
): string {
  const state = query === '' ? `${count} entries` : at === undefined ? 'not found' : 'Ctrl-R goes on';
  return paint('prompt', 'search: ') + truncate(printable(query), room - 26) + paint('dim', `  ${state}`);
}

function worstFirst(one: Diagnostic, other: Diagnostic): number {
  return Number(isError(other)) - Number(isError(one));
}

function problemLine(diagnostic: Diagnostic, room: number, paint: Paint): string {
  const role = isError(diagnostic) ? 'problem' : 'warning';
  const hint = diagnostic.hints[0] ? ` · ${diagnostic.hints[0]}` : '';
  const message = printable(diagnostic.message);
  const head = truncate(`  ${message}`, room);
  return paint(role, head) + paint('dim', truncate(printable(hint), room - head.length));
}
