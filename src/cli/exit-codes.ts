import type { Outcome } from '../runtime/events.js';

export const EXIT = { ok: 0, runtime: 1, usage: 2, script: 3, cancelled: 130 } as const;

export function exitCodeOf(outcome: Outcome): number {
  switch (outcome) {
    case 'ok':
      return EXIT.ok;
    case 'failed':
      return EXIT.runtime;
    case 'invalid':
      return EXIT.script;
    case 'cancelled':
      return EXIT.cancelled;
  }
}
