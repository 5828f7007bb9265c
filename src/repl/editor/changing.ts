/** The ways to change the text; whatever changes it goes through `changed`, which remembers what was. */
import { settled, type Action, type Editor, type Moment, type Streak } from './editor.js';
import { after, before, lineEnd, lineStart } from './text.js';

/** Steps back that are kept. */
const MOST_MOMENTS = 200;
/** What can be told on one screen and checked within a frame ends long before. */
const LONGEST_TEXT = 100_000;

/** The editor with another text. Changes of the same streak are undone together. */
export function changed(editor: Editor, next: Moment, streak?: Streak): Editor {
  const { text, cursor } = editor;
  const goesOn = streak !== undefined && streak === editor.streak;
  const past = goesOn ? editor.past : [...editor.past, { text, cursor }].slice(-MOST_MOMENTS);
  const { history, killed } = editor;
  return { history, killed, past, future: [], ...next, ...(streak && { streak }) };
}

/** The editor with [from, to) replaced and the cursor after what was put in. */
export function replaced(editor: Editor, from: number, to: number, by: string, streak?: Streak): Editor {
  const text = editor.text.slice(0, from) + by + editor.text.slice(to);
  if (text.length > LONGEST_TEXT) return settled(editor);
  return changed(editor, { text, cursor: from + by.length }, streak);
}

/** What was typed, where the cursor stands. A space ends what one undo takes back. */
export function insert(editor: Editor, typed: string, streak?: Streak): Editor {
  const own = streak === 'typing' && typed === ' ' ? undefined : streak;
  return replaced(editor, editor.cursor, editor.cursor, printable(typed), own);
}

/** Without control characters, so that a pasted text cannot drive the terminal; tabs are two spaces. */
function printable(text: string): string {
  return text.replaceAll('\t', '  ').replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '');
}

/** A line break, with the indentation of the line that it ends. */
export const breakLine: Action = (editor) => {
  const line = editor.text.slice(lineStart(editor.text, editor.cursor), editor.cursor);
  return { editor: insert(editor, `\n${/^ */.exec(line)![0]}`) };
};

export const eraseBefore: Action = (editor) => ({
  editor: replaced(editor, before(editor.text, editor.cursor), editor.cursor, '', 'erasing'),
});

export const eraseAfter: Action = (editor) => ({
  editor: replaced(editor, editor.cursor, after(editor.text, editor.cursor), '', 'erasing'),
});

/** Ctrl-D: leaves an empty prompt, erases otherwise. */
export const eraseOrLeave: Action = (editor, surroundings) =>
  editor.text === ''
    ? { editor: settled(editor), effect: { kind: 'leave' } }
    : eraseAfter(editor, surroundings);

/** Swaps the two graphemes around the cursor; at the end of a line, the last two. */
export const transpose: Action = (editor) => {
  const { text } = editor;
  const start = lineStart(text, editor.cursor);
  const middle = editor.cursor === lineEnd(text, editor.cursor) ? before(text, editor.cursor) : editor.cursor;
  if (middle <= start) return { editor: settled(editor) };
  const [from, to] = [before(text, middle), after(text, middle)];
  return { editor: replaced(editor, from, to, text.slice(middle, to) + text.slice(from, middle)) };
};

export const undo: Action = (editor) => {
  const moment = editor.past.at(-1);
  if (!moment) return { editor: settled(editor) };
  const { text, cursor, past, future } = editor;
  const calm = settled(editor);
  return { editor: { ...calm, ...moment, past: past.slice(0, -1), future: [...future, { text, cursor }] } };
};

export const redo: Action = (editor) => {
  const moment = editor.future.at(-1);
  if (!moment) return { editor: settled(editor) };
  const { text, cursor, past, future } = editor;
  const calm = settled(editor);
  return { editor: { ...calm, ...moment, past: [...past, { text, cursor }], future: future.slice(0, -1) } };
};
