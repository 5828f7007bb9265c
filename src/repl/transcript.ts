/** What goes into the scrollback: blocks of text, the long ones a page at a time. Pure functions of the state. */
import { firstPage } from './running/pages.js';
import type { ReplState } from './state.js';
import { paintOf } from './theme/theme.js';

type Change = Partial<ReplState>;

/** Blocks that are kept. Whoever shows them has shown them long before they are forgotten. */
const MOST_BLOCKS = 100;

/** The state with a block more; nothing changes for the empty text. */
export function printed(state: ReplState, text: string): Change {
  if (text === '') return {};
  const id = (state.transcript.at(-1)?.id ?? -1) + 1;
  const block = { id, text: text.replace(/\n+$/, '') };
  return { transcript: [...state.transcript.slice(1 - MOST_BLOCKS), block] };
}

/** The same for what may be long: as much as fits on the screen; the rest waits behind what waits already. */
export function paged(state: ReplState, text: string, rows: number): Change {
  if (state.rest !== undefined) return { rest: `${state.rest}\n${text}` };
  const { shown, rest, restLines } = firstPage(text.replace(/\n+$/, ''), rows);
  if (rest === '') return { ...printed(state, shown), rest: undefined };
  const hint = `… ${restLines} more lines: Enter shows them`;
  return { ...printed(state, `${shown}\n${paintOf(state.theme)('dim', hint)}`), rest };
}

/** The next page of what waits. */
export function nextPage(state: ReplState, rows: number): Change {
  return state.rest === undefined ? {} : paged({ ...state, rest: undefined }, state.rest, rows);
}
