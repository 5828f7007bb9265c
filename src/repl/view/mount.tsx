import { render } from 'ink';
import type { Repl } from '../repl.js';
import { App } from './app.js';

/** A key is drawn at once; of what moves by itself no more than this is drawn. */
const MOST_FRAMES = 60;
const CLEAR = '\u001b[2J\u001b[H';

export interface View {
  /** Empties the screen; the scrollback stays. */
  readonly clear: () => void;
  /** Writes above what is drawn, past Ink, which knows colours only. */
  readonly write: (text: string) => void;
  readonly unmount: () => void;
}

export interface MountOptions {
  readonly stdout?: NodeJS.WriteStream;
}

/** Draws the REPL beneath what the terminal shows. */
export function mount(repl: Repl, now: () => number, { stdout = process.stdout }: MountOptions = {}): View {
  let write = (_text: string) => {};
  const view = <App repl={repl} now={now} onReady={(writer) => (write = writer)} />;
  const instance = render(view, {
    stdout,
    exitOnCtrlC: false,
    patchConsole: false,
    maxFps: MOST_FRAMES,
  });
  return {
    clear: () => {
      instance.clear();
      stdout.write(CLEAR);
      repl.store.update({ frame: repl.store.get().frame + 1 });
    },
    write: (text) => write(text),
    unmount: () => instance.unmount(),
  };
}
