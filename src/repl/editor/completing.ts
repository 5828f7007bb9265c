/** Tab: completes what is unique, and opens the list of the rest. */
import type { Candidate } from '../../completion/types.js';
import type { Input } from '../keys/input.js';
import { settled, type Action, type Editor, type Menu } from './editor.js';
import { changed, replaced } from './changing.js';

export const completeWord: Action = (editor, { complete }) => {
  const { text, cursor } = editor;
  const completion = complete(text, cursor);
  const { candidates, from, to } = completion;
  if (candidates.length === 0) return { editor: settled(editor) };
  if (candidates.length === 1) return { editor: replaced(editor, from, to, whole(candidates[0], text[to])) };
  const shared = sharedStart(candidates.map((candidate) => candidate.text));
  if (shared.length > to - from && shared.startsWith(text.slice(from, to)))
    return { editor: replaced(editor, from, to, shared) };
  return { editor: chosen(editor, { completion, selected: 0, before: { text, cursor } }) };
};

/** What the open list does with an input; undefined where it closes and the input is for the editor. */
export function stepped(editor: Editor, menu: Menu, input: Input): Editor | undefined {
  if (input.kind !== 'key') return undefined;
  const step = (by: number) => {
    const count = menu.completion.candidates.length;
    return chosen(editor, { ...menu, selected: (menu.selected + by + count) % count });
  };
  switch (input.key) {
    case 'tab':
    case 'down':
    case 'ctrl+n':
      return step(1);
    case 'shift+tab':
    case 'up':
    case 'ctrl+p':
      return step(-1);
    case 'enter':
      return accepted(editor, menu);
    case 'escape':
    case 'ctrl+g':
    case 'ctrl+c':
      return { ...settled(editor), ...menu.before };
    default:
      return undefined;
  }
}

/** The text with the chosen candidate stays; undo goes back to what was typed. */
export function accepted(editor: Editor, menu: Menu): Editor {
  const { text, cursor } = editor;
  return changed({ ...settled(editor), ...menu.before }, { text, cursor });
}

function chosen(editor: Editor, menu: Menu): Editor {
  const { from, to, candidates } = menu.completion;
  const candidate = candidates[menu.selected].text;
  const { text } = menu.before;
  return {
    ...settled(editor),
    text: text.slice(0, from) + candidate + text.slice(to),
    cursor: from + candidate.length,
    menu,
  };
}

/** The only candidate, with the space that follows a word of the language; nothing is put before another space. */
function whole({ text, kind }: Candidate, next: string | undefined): string {
  const spaced = ['verb', 'keyword', 'command'].includes(kind) && next === undefined;
  return spaced ? `${text} ` : text;
}

/** The longest beginning that all of them share. */
function sharedStart(texts: readonly string[]): string {
  const [first] = texts;
  let length = first.length;
  for (const text of texts) while (!text.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}
