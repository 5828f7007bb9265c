/** The editor as a pure function: what was, and one input, to what is. */
import type { Input } from '../keys/input.js';
import { actionOf } from '../keys/keymap.js';
import { actions } from './actions.js';
import { accepted, stepped } from './completing.js';
import { settled, type Editor, type Reduction, type Surroundings } from './editor.js';
import { insert } from './changing.js';
import { endedSearch, searched } from './searching.js';

/** One input. An open search or list takes what is for it; anything else closes it and goes on to the text. */
export function reduce(editor: Editor, input: Input, surroundings: Surroundings): Reduction {
  const { search, menu } = editor;
  if (search) {
    const next = searched(editor, search, input);
    return next ? { editor: next } : reduce(endedSearch(editor, search), input, surroundings);
  }
  if (menu) {
    const next = stepped(editor, menu, input);
    return next ? { editor: next } : reduce(accepted(editor, menu), input, surroundings);
  }
  return edited(editor, input, surroundings);
}

function edited(editor: Editor, input: Input, surroundings: Surroundings): Reduction {
  if (input.kind === 'text') return { editor: insert(editor, input.text, 'typing') };
  if (input.kind === 'paste') return { editor: insert(editor, input.text) };
  const action = actionOf(input.key);
  return action ? actions[action](editor, surroundings) : { editor: settled(editor) };
}
