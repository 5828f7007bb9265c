import { render } from 'ink';
import type { Repl } from '../repl.js';
import { App } from './app.js';
import type { Frame, Wrapping } from './frame.js';
import { LiveArea } from './live-area.js';

export interface View {
  /** Empties the screen; the scrollback stays. */
  readonly clear: () => void;
  readonly unmount: () => void;
}

export interface MountOptions {
  readonly stdout?: NodeJS.WriteStream;
  readonly wrapping?: Wrapping;
}

/** Draws the REPL beneath what the terminal shows. */
export function mount(
  repl: Repl,
  now: () => number,
  { stdout = process.stdout, wrapping = 'text' }: MountOptions = {},
): View {
  const area = new LiveArea(stdout, { wrapping });
  const resized = () => area.resized();
  stdout.on('resize', resized);
  const stopPrinting = printInto(area, repl);
  let look: Omit<Frame, 'rows'> = { isFull: false };
  const drawing = writingTo(stdout, (text) => area.draw({ ...look, rows: text.split('\n') }));
  const app = <App repl={repl} now={now} onLook={(next) => (look = next)} />;
  // Ink's debug mode hands over every frame as it is: how it gets onto the screen is the business of the live area.
  const instance = render(app, { stdout: drawing, debug: true, exitOnCtrlC: false, patchConsole: false });
  const end = () => area.end();
  process.once('exit', end);
  return {
    clear: () => area.clear(),
    unmount: () => {
      process.off('exit', end);
      stdout.off('resize', resized);
      stopPrinting();
      area.end();
      instance.unmount();
    },
  };
}

/** Whatever is printed goes above the drawing, once. */
function printInto(area: LiveArea, { store }: Repl): () => void {
  let last = -1;
  const print = () => {
    for (const { id, text } of store.get().transcript) if (id > last) area.print(text);
    last = store.get().transcript.at(-1)?.id ?? last;
  };
  print();
  return store.subscribe(print);
}

/** The stream with another way of writing. */
function writingTo(stdout: NodeJS.WriteStream, take: (text: string) => void): NodeJS.WriteStream {
  const write = (text: string) => {
    if (text !== '') take(text);
    return true;
  };
  return new Proxy(stdout, {
    get: (target, key) => (key === 'write' ? write : Reflect.get(target, key)),
  });
}
