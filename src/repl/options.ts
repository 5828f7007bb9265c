import type { Colours } from '../render/capability.js';
import type { GraphicsProtocol } from '../render/index.js';
import type { Session } from '../runtime/session.js';
import type { Completer } from './completer.js';
import type { Theme } from './theme/theme.js';
import type { ScreenSize } from './view/screen.js';

/** All that a REPL needs from outside; tests give their own. */
export interface ReplOptions {
  readonly session: Session;
  /** Names of files are relative to it. */
  readonly directory: string;
  readonly colours: Colours;
  readonly theme: Theme;
  readonly size: () => ScreenSize;
  readonly history: readonly string[];
  /** Keeps an entry for the next session. */
  readonly remember: (entry: string) => void;
  readonly completer: Completer;
  readonly drawSeed: () => number;
  /** A clock that never goes back, in ms. */
  readonly now: () => number;
  /** How the terminal shows pictures in full, if it does. */
  readonly graphics: GraphicsProtocol;
  readonly leave: () => void;
  readonly clearScreen: () => void;
}
