/** The search backwards through the history: Ctrl-R opens it and goes on to older entries. */
import type { Input } from '../keys/input.js';
import { settled, type Action, type Editor, type Search } from './editor.js';
import { changed } from './changing.js';

export const searchHistory: Action = (editor) => {
  const { text, cursor } = editor;
  return { editor: { ...settled(editor), search: { query: '', at: undefined, before: { text, cursor } } } };
};

/** What the open search does with an input; undefined where it is over and the input is for the editor. */
export function searched(editor: Editor, search: Search, input: Input): Editor | undefined {
  if (input.kind === 'text') return found(editor, search, search.query + input.text, editor.history.length);
  if (input.kind === 'paste') return undefined;
  switch (input.key) {
    case 'ctrl+r':
      return found(editor, search, search.query, search.at ?? editor.history.length);
    case 'backspace':
      return found(editor, search, search.query.slice(0, -1), editor.history.length);
    case 'ctrl+g':
    case 'ctrl+c':
      return { ...settled(editor), ...search.before };
    default:
      return undefined;
  }
}

/** The text is what was found; undo goes back to what it was. */
export function endedSearch(editor: Editor, { at, before }: Search): Editor {
  const calm = { ...settled(editor), ...before };
  const entry = at === undefined ? undefined : editor.history[at];
  return entry === undefined ? calm : changed(calm, { text: entry, cursor: entry.length });
}

/** The newest entry before `limit` that has the query in it; without one, the last that was found stays. */
function found(editor: Editor, search: Search, query: string, limit: number): Editor {
  if (query === '') return { ...editor, ...search.before, search: { ...search, query, at: undefined } };
  const index = editor.history.slice(0, limit).findLastIndex((entry) => entry.includes(query));
  if (index < 0) {
    const fits = search.at !== undefined && editor.history[search.at].includes(query);
    return { ...editor, search: { ...search, query, at: fits ? search.at : undefined } };
  }
  const text = editor.history[index];
  return { ...editor, text, cursor: text.indexOf(query), search: { ...search, query, at: index } };
}
