/** Types at a session as a person does. */
import type { PtySession } from '../../test/support/pty-session.js';
import type { Act } from './scene.js';

const sleep = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** @param key seconds between two keys */
export async function play(acts: readonly Act[], session: PtySession, key: number): Promise<void> {
  for (const act of acts) {
    if (act.kind === 'wait') await session.until(act.for);
    if (act.kind === 'pause') await sleep(act.seconds);
    if (act.kind !== 'type') continue;
    for (const character of keysIn(act.text)) {
      session.type(character);
      await sleep(key);
    }
  }
}

/** Characters, and the sequences of keys that have none. */
function keysIn(text: string): readonly string[] {
  return text.match(/\x1b\[[\d;]*[A-Za-z~]|[^]/gu) ?? [];
}
