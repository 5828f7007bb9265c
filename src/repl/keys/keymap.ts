import type { ActionName } from '../editor/actions.js';

/** One row of the table of keys: docs and `:help keys` are made from it. */
export interface Binding {
  readonly keys: readonly string[];
  readonly action: ActionName;
  readonly summary: string;
}

const bind = (action: ActionName, summary: string, ...keys: readonly string[]): Binding => ({
  keys,
  action,
  summary,
});

/** What each key does: those of Emacs and of every shell. */
export const keymap: readonly Binding[] = [
  bind('submit', 'run; break the line while something is open', 'enter'),
  bind('break-line', 'break the line', 'alt+enter', 'shift+enter', 'ctrl+j'),
  bind('complete', 'complete, or list what could stand here', 'tab'),
  bind('interrupt', 'cancel what runs, or clear the text', 'ctrl+c'),
  bind('erase-or-leave', 'leave, on an empty prompt; else erase the next character', 'ctrl+d'),
  bind('search', 'search the history backwards', 'ctrl+r'),
  bind('move-up', 'a line up, or the entry before', 'up'),
  bind('move-down', 'a line down, or the entry after', 'down'),
  bind('recall-older', 'the entry before that begins alike', 'ctrl+p'),
  bind('recall-newer', 'the entry after that begins alike', 'ctrl+n'),
  bind('move-left', 'a character left', 'left', 'ctrl+b'),
  bind('move-right', 'a character right; at the end, take the grey suggestion', 'right', 'ctrl+f'),
  bind('move-word-left', 'a word left', 'alt+b', 'alt+left', 'ctrl+left'),
  bind('move-word-right', 'a word right; at the end, take a word of it', 'alt+f', 'alt+right', 'ctrl+right'),
  bind('move-line-start', 'start of the line', 'ctrl+a', 'home'),
  bind('move-line-end', 'end of the line; at the end, take the suggestion', 'ctrl+e', 'end'),
  bind('move-start', 'start of the text', 'alt+<', 'ctrl+home'),
  bind('move-end', 'end of the text', 'alt+>', 'ctrl+end'),
  bind('erase-before', 'erase the character before', 'backspace', 'shift+backspace'),
  bind('erase-after', 'erase the character after', 'delete'),
  bind('kill-word-before', 'cut the word before', 'alt+backspace', 'ctrl+backspace'),
  bind('kill-blank-before', 'cut back to the blank before', 'ctrl+w'),
  bind('kill-word-after', 'cut the word after', 'alt+d', 'ctrl+delete'),
  bind('kill-line-end', 'cut to the end of the line', 'ctrl+k'),
  bind('kill-line-start', 'cut to the start of the line', 'ctrl+u'),
  bind('yank', 'bring back what was cut', 'ctrl+y'),
  bind('yank-older', 'after that, what was cut before it', 'alt+y'),
  bind('transpose', 'swap two characters', 'ctrl+t'),
  bind('undo', 'undo', 'ctrl+_', 'ctrl+z', 'alt+u'),
  bind('redo', 'redo', 'alt+_', 'alt+z', 'alt+r'),
  bind('clear-screen', 'clear the screen', 'ctrl+l'),
  bind('nothing', 'close a list', 'escape', 'ctrl+g'),
];

const byKey = new Map(keymap.flatMap(({ keys, action }) => keys.map((key) => [key, action] as const)));

export function actionOf(key: string): ActionName | undefined {
  return byKey.get(key);
}
