/** What a key does in the panel. */
import type { SteerAction } from './state.js';

/** What ends the panel. */
export type SteerEnd = { readonly kind: 'retrieve' } | { readonly kind: 'leave' };

const push = (sign: 1 | -1, fine: boolean): SteerAction => ({ kind: 'push', sign, fine });
const up: SteerAction = { kind: 'choose', by: -1 };
const down: SteerAction = { kind: 'choose', by: 1 };

/** Capital letters are for terminals that do not tell a shifted arrow. */
const actions: Readonly<Record<string, SteerAction | SteerEnd>> = {
  up,
  k: up,
  down,
  j: down,
  left: push(-1, false),
  h: push(-1, false),
  right: push(1, false),
  l: push(1, false),
  'shift+left': push(-1, true),
  H: push(-1, true),
  'shift+right': push(1, true),
  L: push(1, true),
  ' ': { kind: 'keep' },
  f: { kind: 'flip' },
  u: { kind: 'undo' },
  r: { kind: 'redo' },
  '0': { kind: 'reset' },
  enter: { kind: 'retrieve' },
  escape: { kind: 'leave' },
  q: { kind: 'leave' },
};

/** @param key a name such as `shift+left`, or the character that was typed; undefined for those that do nothing */
export function steerKey(key: string): SteerAction | SteerEnd | undefined {
  return Object.hasOwn(actions, key) ? actions[key] : undefined;
}
