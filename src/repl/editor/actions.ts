/** Every action that a key can be bound to, by name. */
import type { Action } from './editor.js';
import { settled } from './editor.js';
import * as changing from './changing.js';
import { completeWord } from './completing.js';
import * as killing from './killing.js';
import * as moving from './moving.js';
import { recallNewer, recallOlder } from './recalling.js';
import { searchHistory } from './searching.js';

/** Enter: runs what is complete, breaks the line of what is not. */
const submit: Action = (editor, surroundings) => {
  if (surroundings.isIncomplete(editor.text)) {
    const atEnd = { ...editor, cursor: editor.text.length };
    return changing.breakLine(atEnd, surroundings);
  }
  return { editor: settled(editor), effect: { kind: 'submit', text: editor.text } };
};

/** Ctrl-C: throws away what was typed; on an empty prompt somebody else decides. */
const interrupt: Action = (editor) => ({ editor: killing.cleared(editor), effect: { kind: 'interrupt' } });
const clearScreen: Action = (editor) => ({ editor: settled(editor), effect: { kind: 'clear-screen' } });
const nothing: Action = (editor) => ({ editor: settled(editor) });

export const actions = {
  submit,
  interrupt,
  'clear-screen': clearScreen,
  nothing,
  'break-line': changing.breakLine,
  'erase-before': changing.eraseBefore,
  'erase-after': changing.eraseAfter,
  'erase-or-leave': changing.eraseOrLeave,
  transpose: changing.transpose,
  undo: changing.undo,
  redo: changing.redo,
  'move-left': moving.moveLeft,
  'move-right': moving.moveRight,
  'move-up': moving.moveUp,
  'move-down': moving.moveDown,
  'move-word-left': moving.moveWordLeft,
  'move-word-right': moving.moveWordRight,
  'move-line-start': moving.moveLineStart,
  'move-line-end': moving.moveLineEnd,
  'move-start': moving.moveStart,
  'move-end': moving.moveEnd,
  'kill-word-before': killing.killWordBefore,
  'kill-blank-before': killing.killBlankBefore,
  'kill-word-after': killing.killWordAfter,
  'kill-line-start': killing.killLineStart,
  'kill-line-end': killing.killLineEnd,
  yank: killing.yank,
  'yank-older': killing.yankOlder,
  'recall-older': recallOlder,
  'recall-newer': recallNewer,
  search: searchHistory,
  complete: completeWord,
} satisfies Record<string, Action>;

export type ActionName = keyof typeof actions;
