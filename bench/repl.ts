/**
 * What a person at the prompt waits for, measured on the built program in a pseudo-terminal of 100 × 30:
 * `npx vite-node bench/repl.ts` after `npm run build`.
 */
import { startPty, type PtySession } from '../test/support/pty-session.js';

const SIZE = { columns: 100, rows: 30 };
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Milliseconds from `act` until the terminal has been sent what `found` tells. */
async function timed(session: PtySession, found: RegExp, act: () => void): Promise<number> {
  const seen = new Promise<number>((resolve) => {
    let data = '';
    session.onData((chunk) => found.test((data += chunk)) && resolve(performance.now()));
  });
  const start = performance.now();
  act();
  return (await seen) - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

async function inSession(work: (session: PtySession) => Promise<number>): Promise<number> {
  const session = startPty(SIZE);
  await session.until('giq›');
  const result = await work(session);
  session.pty.kill();
  return result;
}

async function startToPrompt(): Promise<number> {
  const start = performance.now();
  const session = startPty(SIZE);
  const first = new Promise<number>((resolve) => {
    let data = '';
    session.onData((chunk) => (data += chunk).includes('giq›') && resolve(performance.now()));
  });
  const end = await first;
  session.pty.kill();
  return end - start;
}

/** A key at the end of twenty lines, whose text is checked while it is typed. */
const keyToScreen = () =>
  inSession(async (session) => {
    const lines = Array.from(
      { length: 20 },
      (_, line) => `let v${line} = generate seed ${line} | shift TUF +1`,
    );
    session.type(`\x1b[200~${lines.join('\r')}\x1b[201~`);
    await session.until('let v19');
    const times: number[] = [];
    for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
      await sleep(150);
      times.push(await timed(session, new RegExp(letter), () => session.type(letter)));
    }
    return median(times);
  });

/** Different pictures of the panel while a key is held for two seconds. */
const steerFrames = () =>
  inSession(async (session) => {
    session.type('let a = generate seed 42\r:steer a\r');
    await session.until('nothing was moved yet');
    let frames = 0;
    session.onData((chunk) => (frames += chunk.split('\x1b[38;2;').length > 20 ? 1 : 0));
    const start = performance.now();
    while (performance.now() - start < 2000) {
      session.type(performance.now() % 1000 < 500 ? '\x1b[C' : '\x1b[D');
      await sleep(30);
    }
    return frames / ((performance.now() - start) / 1000);
  });

const cancelling = () =>
  inSession(async (session) => {
    session.type('generate 9000 seed 1 | measure TUF\r');
    await session.until(/measuring .*s/);
    return timed(session, /cancelled after/, () => session.type('\x03'));
  });

async function repeated(times: number, measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let run = 0; run < times; run++) values.push(await measure());
  return median(values);
}

const rows: readonly (readonly [what: string, value: number, unit: string])[] = [
  ['start to prompt', await repeated(5, startToPrompt), 'ms'],
  ['key to screen, 20 lines with diagnostics', await keyToScreen(), 'ms'],
  ['steering, pictures a second', await steerFrames(), '/s'],
  ['Ctrl-C to prompt during `generate 9000 | measure`', await repeated(3, cancelling), 'ms'],
];
for (const [what, value, unit] of rows) console.log(`${what.padEnd(52)} ${value.toFixed(1)} ${unit}`);
process.exit(0);
