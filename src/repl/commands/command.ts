import type { CommandEntry } from '../../completion/types.js';
import type { ColourMap } from '../../render/colormap.js';
import { truncate } from '../../render/text.js';
import type { Session } from '../../runtime/session.js';
import type { Entry } from '../running/journal.js';
import type { Paint, Theme } from '../theme/theme.js';

/** What a command may look at. */
export interface Host {
  readonly session: Session;
  /** Successful entries so far. */
  readonly journal: readonly Entry[];
  readonly history: readonly string[];
  readonly columns: number;
  readonly paint: Paint;
  readonly theme: Theme;
  readonly map: ColourMap;
  /** Is the time of every entry told? */
  readonly timing: boolean;
  readonly directory: string;
}

/** What a command wants done. */
export type Answer =
  | { readonly kind: 'text'; readonly text: string }
  /** Runs statements as if they had been entered. */
  | { readonly kind: 'run'; readonly text: string }
  /** Opens the steering panel on a binding. */
  | { readonly kind: 'steer'; readonly name: string }
  | { readonly kind: 'theme'; readonly theme: Theme }
  | { readonly kind: 'map'; readonly map: ColourMap }
  | { readonly kind: 'timing'; readonly on: boolean }
  | { readonly kind: 'more' | 'leave' };

/** One word after a colon. One file each. */
export interface Command {
  readonly name: string;
  /** What follows the name: `[verb]`; empty for nothing. */
  readonly argument: string;
  readonly summary: string;
  /** What can be its argument, for completion. */
  readonly accepts?: CommandEntry['argument'];
  /** @throws GiqError for what it cannot do */
  readonly run: (argument: string, host: Host) => Promise<Answer> | Answer;
}

export const text = (...lines: readonly string[]): Answer => ({ kind: 'text', text: lines.join('\n') });

/** Two columns, the first as wide as its widest entry, the second cut where the screen ends. */
export function columnsOf(
  rows: readonly (readonly [string, string])[],
  { paint, columns }: Pick<Host, 'paint' | 'columns'>,
): string[] {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  const room = Math.max(0, columns - width - 5);
  return rows.map(([name, what]) => `  ${name.padEnd(width)}  ${paint('dim', truncate(what, room))}`);
}
