/** The ways to move the cursor. */
import { settled, type Action, type Editor } from './editor.js';
import { recallNewer, recallOlder } from './recalling.js';
import { suggestionOf } from './suggestion.js';
import { insert } from './changing.js';
import {
  after, before, columnOf, lineEnd, lineStart, offsetOfColumn, wordAfter, wordBefore,
} from './text.js'; // prettier-ignore

type Place = (text: string, cursor: number) => number;

const to =
  (place: Place): Action =>
  (editor) => ({ editor: { ...settled(editor), cursor: place(editor.text, editor.cursor) } });

export const moveLeft = to(before);
export const moveWordLeft = to(wordBefore);
export const moveWordRight = acceptingOr(to(wordAfter), firstWord);
export const moveRight = acceptingOr(to(after));
export const moveLineStart = to(lineStart);
export const moveLineEnd = acceptingOr(to(lineEnd));
export const moveStart = to(() => 0);
export const moveEnd = acceptingOr(to((text) => text.length));

/** A move to the right takes (a part of) the grey suggestion in, where there is one. */
function acceptingOr(move: Action, part: (suggestion: string) => string = (all) => all): Action {
  return (editor, surroundings) => {
    const suggestion = suggestionOf(editor, surroundings);
    return suggestion === '' ? move(editor, surroundings) : { editor: insert(editor, part(suggestion)) };
  };
}

function firstWord(suggestion: string): string {
  return suggestion.slice(0, wordAfter(suggestion, 0) || suggestion.length);
}

/** A line up; from the first one, back in the history. */
export const moveUp: Action = (editor, surroundings) => {
  const start = lineStart(editor.text, editor.cursor);
  if (start === 0) return recallOlder(editor, surroundings);
  return { editor: onLine(editor, lineStart(editor.text, start - 1)) };
};

/** A line down; from the last one, forward in the history. */
export const moveDown: Action = (editor, surroundings) => {
  const end = lineEnd(editor.text, editor.cursor);
  if (end === editor.text.length) return recallNewer(editor, surroundings);
  return { editor: onLine(editor, end + 1) };
};

function onLine(editor: Editor, start: number): Editor {
  const column =
    editor.streak === 'vertical' && editor.column !== undefined
      ? editor.column
      : columnOf(editor.text, editor.cursor);
  const cursor = offsetOfColumn(editor.text, start, column);
  return { ...settled(editor), cursor, streak: 'vertical', column };
}
