import type { Terminal } from '../../src/cli/terminal.js';

export interface FakeTerminal {
  readonly terminal: Terminal;
  /** What went to stdout so far. */
  readonly out: () => string;
  /** What went to stderr so far. */
  readonly narration: () => string;
}

/** A terminal that collects: 100 columns, no colours, nothing that moves. */
export function fakeTerminal(directory: string, more: Partial<Terminal> = {}, stdin = ''): FakeTerminal {
  const out: string[] = [];
  const narration: string[] = [];
  const terminal: Terminal = {
    out: (text) => void out.push(text),
    narrate: (text) => void narration.push(text),
    columns: 100,
    colours: 'none',
    live: false,
    input: 'piped',
    directory,
    readStdin: () => Promise.resolve(stdin),
    ...more,
  };
  return { terminal, out: () => out.join(''), narration: () => narration.join('') };
}
