/**
 * A day at the prompt, without its pauses: 20,000 statements in one session, one every 4.3 s for 24 hours. Does memory stay
 * flat? `npx vite-node bench/soak.ts [statements] [engine]`; figures in docs/faults.md.
 */
import * as tf from '@tensorflow/tfjs-core';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createSession } from '../src/runtime/session.js';
import { fuzzRepl } from '../test/support/fuzzing.js';

const [statements, engine] = [Number(process.argv[2] ?? 20_000), process.argv[3] ?? 'tfjs-wasm'];
/** Statements after which all is loaded that ever will be, and compiled as well as it ever will be. */
const WARM = Math.min(1000, Math.ceil(statements / 6));
/** An hour, where the statements are those of a day. */
const INTERVAL = Math.ceil(statements / 24);

/** Asks for what every observation says of itself, which an archive remembers: without it, that would look like a leak. */
const FIRST = 'observe where lat > -90 deg | take 1';

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

interface Memory {
  readonly heap: number;
  readonly resident: number;
  readonly tensors: number;
  /** Files, sockets and timers that are open. */
  readonly handles: number;
}

function memory(): Memory {
  collect();
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  return {
    heap: heapUsed / 2 ** 20,
    resident: rss / 2 ** 20,
    tensors: tf.getBackend() ? tf.memory().numTensors : 0,
    handles: process.getActiveResourcesInfo().length,
  };
}

async function soakSession(): Promise<void> {
  const session = createSession({ world: 'solar-sim', engine });
  const outcomes = new Map<string, number>();
  const heaps: (readonly [number, number])[] = [];
  for await (const _ of session.run(FIRST));
  for (let n = 1; n <= statements; n++) {
    for await (const event of session.run(asked[n % asked.length](n)))
      if (event.type === 'done') outcomes.set(event.outcome, (outcomes.get(event.outcome) ?? 0) + 1);
    if (n !== WARM && n % INTERVAL > 0) continue;
    const { heap } = report(`${n} statements`);
    if (n >= WARM) heaps.push([n, heap]);
  }
  console.log(`the heap grows by ${(slopeOf(heaps) * 2 ** 20).toFixed(0)} bytes a statement`);
  console.log([...outcomes].map(([outcome, times]) => `${outcome} ${times}`).join(', '));
  await session.dispose();
  report('after dispose');
}

function report(when: string): Memory {
  const found = memory();
  const { heap, resident, tensors, handles } = found;
  console.log(
    `${when.padEnd(20)} heap ${heap.toFixed(2)} MB, resident ${resident.toFixed(0)} MB, ${tensors} tensors, ${handles} handles`,
  );
  return found;
}

/** Of the straight line through points, by least squares. */
function slopeOf(points: readonly (readonly [number, number])[]): number {
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return covariance / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
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
