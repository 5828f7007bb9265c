/** Cutting to the kill ring and bringing back, as in Emacs. */
import { settled, type Action, type Editor } from './editor.js';
import { changed, replaced } from './changing.js';
import { blankBefore, lineEnd, lineStart, wordAfter, wordBefore } from './text.js';

/** Cuts that are kept. */
const RING = 20;

/** Cuts in a row are one: what is cut forwards goes after what was cut before, backwards before it. */
function kill(editor: Editor, from: number, to: number): Editor {
  if (from === to) return { ...settled(editor), streak: 'killing' };
  const cut = editor.text.slice(from, to);
  const last = editor.streak === 'killing' ? (editor.killed.at(-1) ?? '') : '';
  const joined = from < editor.cursor ? cut + last : last + cut;
  const ring = editor.streak === 'killing' ? editor.killed.slice(0, -1) : editor.killed;
  return { ...replaced(editor, from, to, '', 'killing'), killed: [...ring, joined].slice(-RING) };
}

const back =
  (place: (text: string, offset: number) => number): Action =>
  (editor) => ({ editor: kill(editor, place(editor.text, editor.cursor), editor.cursor) });

export const killWordBefore = back(wordBefore);
export const killBlankBefore = back(blankBefore);
export const killLineStart = back(lineStart);
export const killWordAfter: Action = (editor) => ({
  editor: kill(editor, editor.cursor, wordAfter(editor.text, editor.cursor)),
});

/** To the end of the line; at the end, the line break. */
export const killLineEnd: Action = (editor) => {
  const end = lineEnd(editor.text, editor.cursor);
  const to = end === editor.cursor ? Math.min(editor.text.length, end + 1) : end;
  return { editor: kill(editor, editor.cursor, to) };
};

export const yank: Action = (editor) => yanked(editor, editor.cursor, editor.cursor, 0);

/** Right after a yank: the cut before that one instead. */
export const yankOlder: Action = (editor) => {
  const last = editor.yanked;
  if (editor.streak !== 'yanking' || !last) return { editor: settled(editor) };
  return yanked(editor, last.from, last.to, (last.depth + 1) % editor.killed.length);
};

function yanked(editor: Editor, from: number, to: number, depth: number) {
  const text = editor.killed.at(-1 - depth);
  if (text === undefined) return { editor: settled(editor) };
  const next = replaced(editor, from, to, text, 'yanking');
  return { editor: { ...next, yanked: { from, to: from + text.length, depth } } };
}

/** Throws the whole text away, where undo finds it. */
export function cleared(editor: Editor): Editor {
  return editor.text === '' ? settled(editor) : changed(editor, { text: '', cursor: 0 });
}
