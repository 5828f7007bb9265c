/** Presses keys at random on a REPL with its screen, and sees that it lives. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pressed, typed } from '../../src/repl/keys/input.js';
import type { Input } from '../../src/repl/keys/input.js';
import { randomKeys } from './random-keys.js';
import { screenOfSize, type Screen } from './screen.js';

export interface Fuzzing {
  readonly sequences: number;
  readonly seed: number;
  /** Called now and then, when the REPL rests. */
  readonly onRest?: (done: number, screen: Screen) => void;
}

/** Sequences after which the REPL has to show that it draws and runs. */
const STRETCH = 50;
const SIZES: readonly (readonly [columns: number, rows: number])[] = [
  [40, 10],
  [80, 24],
  [200, 50],
  [20, 5],
];

/** @throws Error with the keys after which something was wrong */
export async function fuzzRepl({ sequences, seed, onRest }: Fuzzing): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'giq-fuzz-'));
  const screen = await screenOfSize(100, 30, { directory, colours: 'truecolour' });
  try {
    for (const [index, inputs] of randomKeys(sequences, seed).entries()) {
      try {
        await press(inputs, screen);
      } catch (error) {
        throw new Error(`sequence ${index} of seed ${seed}: ${JSON.stringify(inputs)}`, { cause: error });
      }
      if ((index + 1) % STRETCH > 0) continue;
      screen.resize(...SIZES[Math.floor(index / STRETCH) % SIZES.length]);
      await answers(screen);
      onRest?.(index + 1, screen);
    }
    await answers(screen);
  } finally {
    await screen.close();
    rmSync(directory, { recursive: true });
  }
}

async function press(inputs: readonly Input[], { feed, repl }: Screen): Promise<void> {
  for (const input of inputs) feed(input);
  await new Promise((resolve) => setImmediate(resolve));
  const internal = repl.store.get().transcript.find(({ text }) => text.includes('error[internal]'));
  if (internal) throw new Error(internal.text);
  // What runs is cancelled; whatever is open, these close it, and clear the line.
  feed(pressed('ctrl+c'));
  await new Promise((resolve) => setImmediate(resolve));
  feed(pressed('ctrl+g'), pressed('ctrl+c'), pressed('ctrl+c'), typed('x'));
  const { text } = repl.store.get().editor;
  if (text !== 'x') throw new Error(`the line is ${JSON.stringify(text)} and not x`);
  feed(pressed('ctrl+c'));
}

/** Draws what is typed, and runs it. */
async function answers({ feed, until, resize, repl }: Screen): Promise<void> {
  resize(100, 30);
  const last = repl.store.get().transcript.at(-1)!.id;
  feed(typed('let alive = generate seed 1 # still'));
  await until('# still');
  feed(pressed('enter'));
  while (!repl.store.get().transcript.some(({ id, text }) => id > last && text.includes('alive: 1 latent')))
    await new Promise((resolve) => setTimeout(resolve, 5));
}
