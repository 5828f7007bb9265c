import type { Completion } from '../../completion/types.js';

/** Everything about the text that is being edited. Replaced, never changed. */
export interface Editor {
  readonly text: string;
  /** Where the cursor stands: a UTF-16 offset between two graphemes. */
  readonly cursor: number;
  /** Earlier entries, oldest first. */
  readonly history: readonly string[];
  /** What undo and redo go back to, the nearest last. */
  readonly past: readonly Moment[];
  readonly future: readonly Moment[];
  /** What was killed, the latest last. */
  readonly killed: readonly string[];
  /** What the action before was: such actions in a row count as one for undo, the kill ring and the column. */
  readonly streak?: Streak;
  /** The column, in graphemes, that moving up and down tries to keep. */
  readonly column?: number;
  /** What the last yank put in: [from, to), and how deep in the ring it was found. */
  readonly yanked?: { readonly from: number; readonly to: number; readonly depth: number };
  /** Present while an entry of the history is shown instead of the draft. */
  readonly recalled?: { readonly at: number; readonly draft: string };
  readonly search?: Search;
  readonly menu?: Menu;
}

/** A text with its cursor. */
export interface Moment {
  readonly text: string;
  readonly cursor: number;
}

export type Streak = 'typing' | 'erasing' | 'killing' | 'vertical' | 'yanking';

/** The search backwards through the history (Ctrl-R). */
export interface Search {
  readonly query: string;
  /** Index of the entry that is shown; undefined where none has the query. */
  readonly at: number | undefined;
  readonly before: Moment;
}

/** The open list of completions. */
export interface Menu {
  readonly completion: Completion;
  /** Index of the chosen candidate. */
  readonly selected: number;
  readonly before: Moment;
}

/** What the editor has to ask about its text; pure functions. */
export interface Surroundings {
  readonly complete: (text: string, cursor: number) => Completion;
  /** Would more text help: an open pipe, bracket or text in quotes? */
  readonly isIncomplete: (text: string) => boolean;
}

/** What somebody else has to do about a key. */
export type Effect =
  | { readonly kind: 'submit'; readonly text: string }
  | { readonly kind: 'interrupt' | 'leave' | 'clear-screen' };

export interface Reduction {
  readonly editor: Editor;
  readonly effect?: Effect;
}

/** One thing that a key does. */
export type Action = (editor: Editor, surroundings: Surroundings) => Reduction;

export function newEditor(history: readonly string[] = []): Editor {
  return { text: '', cursor: 0, history, past: [], future: [], killed: [] };
}

/** The same editor with nothing going on but its text. */
export function settled(editor: Editor): Editor {
  const { text, cursor, history, past, future, killed, recalled } = editor;
  return { text, cursor, history, past, future, killed, ...(recalled && { recalled }) };
}

/** An empty prompt again, with what was entered in its history. */
export function afterEntry(editor: Editor, entry: string): Editor {
  const known = entry.trim() === '' || editor.history.at(-1) === entry;
  return { ...newEditor(known ? editor.history : [...editor.history, entry]), killed: editor.killed };
}
