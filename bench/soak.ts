/**
 * Thousands of statements in one session, as a day at the prompt would have: does memory stay flat?
 * `npx vite-node bench/soak.ts [statements] [engine]`; figures in docs/faults.md.
 */
import * as tf from '@tensorflow/tfjs-core';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createSession } from '../src/runtime/session.js';
import { fuzzRepl } from '../test/support/fuzzing.js';

const [statements, engine] = [Number(process.argv[2] ?? 3000), process.argv[3] ?? 'tfjs-wasm'];
/** Statements after which all is loaded that ever will be. */
const WARM = Math.ceil(statements / 6);
const PARTS = 6;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What a session is asked, over and over; every number is another each time. */
const asked: readonly ((n: number) => string)[] = [
  (n) => `let a = generate 4 seed ${n}`,
  (n) => `a | shift TUF ${n % 2 ? '+' : '-'}${1 + (n % 3)} keeping R | measure TUF, R`,
  (n) => `generate seed ${n} | sweep PSEP steps 3 | take 2`,
  (n) => `generate seed ${n} | retrieve k=3`,
  (n) => `define D${n % 7} = TPF - TNF * ${n}`,
  (n) => `a | where D${n % 7 ? 0 : n % 7} > ${n} Mx`,
  () => 'generate seed 1 | shif TUF +1',
  (n) => `load "no-such-file-${n}.fits"`,
  (n) => `explain generate seed ${n} | flip polarity`,
  (n) => `observe | take ${1 + (n % 5)} | measure TUF`,
];

function memory(): { heap: number; resident: number; tensors: number } {
  collect();
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  return {
    heap: heapUsed / 2 ** 20,
    resident: rss / 2 ** 20,
    tensors: tf.getBackend() ? tf.memory().numTensors : 0,
  };
}

async function soakSession(): Promise<void> {
  const session = createSession({ world: 'solar-sim', engine });
  const outcomes = new Map<string, number>();
  for (let n = 1; n <= statements; n++) {
    for await (const event of session.run(asked[n % asked.length](n)))
      if (event.type === 'done') outcomes.set(event.outcome, (outcomes.get(event.outcome) ?? 0) + 1);
    if (n === WARM || n % Math.ceil(statements / PARTS) === 0) report(`${n} statements`);
  }
  console.log([...outcomes].map(([outcome, times]) => `${outcome} ${times}`).join(', '));
  await session.dispose();
  report('after dispose');
}

function report(when: string): void {
  const { heap, resident, tensors } = memory();
  console.log(
    `${when.padEnd(20)} heap ${heap.toFixed(1)} MB, resident ${resident.toFixed(0)} MB, ${tensors} tensors`,
  );
}

await soakSession();
const sequences = Math.max(50, Math.floor(statements / 10 / 50) * 50);
await fuzzRepl({
  sequences,
  seed: 1,
  onRest: (done) => {
    performance.clearMeasures();
    if (done % 100 === 0 || done === 50) report(`REPL, ${done} keys`);
  },
});
process.exit(0);
