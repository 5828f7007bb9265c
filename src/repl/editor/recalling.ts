/** Going through the history with the arrows: entries that begin like the draft. */
import { settled, type Action, type Editor } from './editor.js';

export const recallOlder: Action = (editor) => recall(editor, -1);
export const recallNewer: Action = (editor) => recall(editor, +1);

function recall(editor: Editor, step: -1 | 1) {
  const { at, draft } = editor.recalled ?? { at: editor.history.length, draft: editor.text };
  const next = nextEntry(editor.history, at, step, draft);
  if (next === undefined) return { editor: settled(editor) };
  const text = next === editor.history.length ? draft : editor.history[next];
  return { editor: { ...settled(editor), text, cursor: text.length, recalled: { at: next, draft } } };
}

/** The next entry that begins like the draft; the draft itself counts as the newest. */
function nextEntry(history: readonly string[], at: number, step: -1 | 1, draft: string): number | undefined {
  for (let index = at + step; index >= 0 && index < history.length; index += step)
    if (history[index].startsWith(draft) && history[index] !== history[at]) return index;
  return step > 0 && at < history.length ? history.length : undefined;
}
