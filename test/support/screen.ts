/** The REPL's view drawn into a terminal in memory. */
import { PassThrough } from 'node:stream';
import xterm from '@xterm/headless';
import { completerFor } from '../../src/repl/completer.js';
import type { Input } from '../../src/repl/keys/input.js';
import type { ReplOptions } from '../../src/repl/options.js';
import { Repl } from '../../src/repl/repl.js';
import { plain } from '../../src/repl/theme/themes.js';
import { mount, type View } from '../../src/repl/view/mount.js';
import { createSession } from '../../src/runtime/session.js';
import { ROOT } from './root.js';

export interface Screen {
  readonly repl: Repl;
  readonly view: View;
  /** What is shown, without blanks at the ends of lines. */
  readonly text: () => string;
  readonly feed: (...inputs: readonly Input[]) => void;
  readonly until: (found: string) => Promise<string>;
  readonly resize: (columns: number, rows: number) => void;
  readonly close: () => Promise<void>;
}

/** A REPL on a screen of that size; its clock stands still. */
export async function screenOfSize(
  columns: number,
  rows: number,
  more: Partial<ReplOptions> = {},
): Promise<Screen> {
  const session = createSession({ allowUnseeded: true, directory: ROOT });
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
  const stdout = Object.assign(new PassThrough(), {
    columns,
    rows,
    isTTY: true,
  }) as unknown as NodeJS.WriteStream;
  stdout.on('data', (data: Buffer) => terminal.write(data));
  const repl = new Repl({
    session,
    directory: ROOT,
    colours: 'none',
    theme: plain,
    size: () => ({ columns: stdout.columns, rows: stdout.rows }),
    history: [],
    remember: () => {},
    completer: completerFor(session, ROOT),
    drawSeed: () => 7,
    now: () => 0,
    graphics: 'none',
    leave: () => {},
    clearScreen: () => {},
    ...more,
  });
  await repl.refresh();
  repl.print('giq');
  const view = mount(repl, () => 0, { stdout, wrapping: 'rows' });
  const text = () => {
    const buffer = terminal.buffer.active;
    const lines = Array.from({ length: rows }, (_, row) =>
      buffer
        .getLine(buffer.baseY + row)
        ?.translateToString(true)
        .trimEnd(),
    );
    return lines.join('\n').trimEnd();
  };
  return {
    repl,
    view,
    text,
    feed: (...inputs) => repl.feed(inputs),
    until: (found) => waitFor(text, found),
    resize: (width, height) => {
      terminal.resize(width, height);
      Object.assign(stdout, { columns: width, rows: height });
      stdout.emit('resize');
    },
    close: async () => {
      view.unmount();
      await repl.close();
      await session.dispose();
    },
  };
}

async function waitFor(read: () => string, found: string): Promise<string> {
  for (let tries = 0; tries < 1500; tries++) {
    if (read().includes(found)) return read();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`\`${found}\` did not appear in\n${read()}`);
}
