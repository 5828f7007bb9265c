import type { Completion } from '../../../src/completion/types.js';
import { newEditor, type Editor, type Effect, type Surroundings } from '../../../src/repl/editor/editor.js';
import { reduce } from '../../../src/repl/editor/reduce.js';
import { isIncomplete } from '../../../src/repl/incomplete.js';
import { pressed, typed, type Input } from '../../../src/repl/keys/input.js';

const words = ['shift', 'show', 'sort', 'generate'];

/** Completes the last word from a few verbs. */
function complete(text: string, cursor: number): Completion {
  const begun = /\w*$/.exec(text.slice(0, cursor))![0];
  const fitting = words.filter((word) => word.startsWith(begun));
  const candidates = fitting.map((word) => ({ text: word, kind: 'verb' as const, summary: `to ${word}` }));
  return { from: cursor - begun.length, to: cursor, candidates };
}

export const surroundings: Surroundings = { complete, isIncomplete };

export interface Typed {
  readonly editor: Editor;
  readonly effects: readonly Effect[];
}

/** Types: words in angle brackets are keys, `typing('ab', '<left>', 'c')`. */
export function typing(...keys: readonly string[]): Typed {
  return typingIn(newEditor(), ...keys);
}

export function typingIn(editor: Editor, ...keys: readonly string[]): Typed {
  return keys.map(inputOf).reduce<Typed>(
    (so, input) => {
      const { editor: next, effect } = reduce(so.editor, input, surroundings);
      return { editor: next, effects: effect ? [...so.effects, effect] : so.effects };
    },
    { editor, effects: [] },
  );
}

function inputOf(key: string): Input {
  const named = /^<(.+)>$/.exec(key);
  return named ? pressed(named[1]) : typed(key);
}

/** The text with `▮` where the cursor stands. */
export function seen({ editor: { text, cursor } }: Typed): string {
  return `${text.slice(0, cursor)}▮${text.slice(cursor)}`;
}
