import type { Completion } from '../completion/types.js';
import type { Session } from '../runtime/session.js';
import { contracts } from '../runtime/verbs/index.js';
import { commandEntries } from './commands/index.js';

/** Stands in until src/completion is there: verbs and commands. */
export function completerFor(_session: Session): (text: string, cursor: number) => Completion {
  return (text, cursor) => {
    const before = text.slice(0, cursor);
    const begun = /[\w]*$/.exec(before)![0];
    const isVerb = /(^|[|\n(=])\s*\w*$/.test(before);
    const entries = /^\s*:\w*$/.test(before) ? commandEntries() : isVerb ? [...contracts.values()] : [];
    const candidates = entries
      .filter(({ name }) => name.startsWith(begun))
      .map(({ name, summary }) => ({ text: name, kind: 'verb' as const, summary }));
    return { from: cursor - begun.length, to: cursor, candidates };
  };
}
