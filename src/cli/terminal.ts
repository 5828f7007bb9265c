/** What the command line writes to and reads from; tests give their own. */
import { terminalCapability, type Colours } from '../render/capability.js';

export interface Terminal {
  /** Data. */
  readonly out: (text: string) => void;
  /** Narration: diagnostics, progress, notes. */
  readonly narrate: (text: string) => void;
  readonly columns: number;
  /** How stdout can show pictures. */
  readonly colours: Colours;
  /** Whether narration can be overwritten in place and coloured. */
  readonly live: boolean;
  /** What input comes from: somebody at a terminal, a pipe or file, or a terminal whose output goes elsewhere. */
  readonly input: 'keyboard' | 'piped' | 'none';
  readonly directory: string;
  readonly readStdin: () => Promise<string>;
}

export function processTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process;
  return {
    out: (text) => void stdout.write(text),
    narrate: (text) => void stderr.write(text),
    columns: stdout.columns ?? 100,
    colours: terminalCapability(env, stdout.isTTY ?? false),
    live: (stderr.isTTY ?? false) && terminalCapability(env, true) !== 'none',
    input: !stdin.isTTY ? 'piped' : stdout.isTTY ? 'keyboard' : 'none',
    directory: process.cwd(),
    readStdin,
  };
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
