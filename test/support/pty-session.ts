/** The built program in a pseudo-terminal, and a terminal that shows what it draws. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn, type IPty } from 'node-pty';
import xterm from '@xterm/headless';
import { ROOT } from './root.js';

export interface PtyOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly argv?: readonly string[];
}

export interface PtySession {
  readonly terminal: xterm.Terminal;
  readonly pty: IPty;
  /** Types: one write, as a person or a paste does. */
  readonly type: (text: string) => void;
  /** What is on the screen, without blanks at the ends of lines. */
  readonly screen: () => string;
  /** Everything, scrollback included. */
  readonly all: () => string;
  /** Waits until the screen has it. */
  readonly until: (found: string | RegExp, patience?: number) => Promise<string>;
  readonly resize: (columns: number, rows: number) => void;
  readonly exited: Promise<number>;
  readonly historyFile: string;
  /** Called with all that is drawn. */
  readonly onData: (listener: (data: string) => void) => void;
}

/** Starts `giq`; its history is its own and empty. */
export function startPty({ columns = 80, rows = 24, env = {}, argv = [] }: PtyOptions = {}): PtySession {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 5000 });
  const state = mkdtempSync(join(tmpdir(), 'giq-state-'));
  const { NO_COLOR: _, FORCE_COLOR: __, ...inherited } = process.env as Record<string, string>;
  const pty = spawn(process.execPath, [join(ROOT, 'bin/giq.js'), ...argv], {
    cols: columns,
    rows,
    cwd: ROOT,
    env: {
      ...inherited,
      TERM: 'xterm-256color',
      COLORTERM: 'truecolor',
      // What xterm.js, which shows it here, is known by.
      TERM_PROGRAM: 'vscode',
      XDG_STATE_HOME: state,
      ...env,
    },
  });
  pty.onData((data) => terminal.write(data));
  terminal.onData((answer) => pty.write(answer));
  const lines = (from: number) => linesOf(terminal, from);
  const screen = () => lines(terminal.buffer.active.baseY);
  return {
    terminal,
    pty,
    screen,
    historyFile: join(state, 'giq/history'),
    type: (text) => pty.write(text),
    all: () => lines(0),
    until: (found, patience = 60_000) => until(() => lines(0), found, patience),
    resize: (width, height) => {
      terminal.resize(width, height);
      pty.resize(width, height);
    },
    exited: new Promise((resolve) => pty.onExit(({ exitCode }) => resolve(exitCode))),
    onData: (listener) => void pty.onData(listener),
  };
}

function linesOf(terminal: xterm.Terminal, from: number): string {
  const buffer = terminal.buffer.active;
  const lines = Array.from(
    { length: buffer.length - from },
    (_, index) => buffer.getLine(from + index)?.translateToString(true) ?? '',
  );
  return lines.join('\n').trimEnd();
}

async function until(read: () => string, found: string | RegExp, patience: number): Promise<string> {
  const end = Date.now() + patience;
  for (;;) {
    const text = read();
    if (typeof found === 'string' ? text.includes(found) : found.test(text)) return text;
    if (Date.now() > end) throw new Error(`${String(found)} did not appear in\n${text}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
