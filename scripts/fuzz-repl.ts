/**
 * Presses keys at random at the prompt, and tells what became of it: `npx vite-node scripts/fuzz-repl.ts 5000 [seed]`.
 *
 * Fails where anything throws, where the prompt does not answer any more, or where the heap grows by 50 MB.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fuzzRepl } from '../test/support/fuzzing.js';

const MOST_GROWTH = 50;
/** Sequences after which all is loaded that ever will be. */
const WARM = 500;

const [sequences, seed] = [Number(process.argv[2] ?? 5000), Number(process.argv[3] ?? 1)];
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heap(): number {
  // React notes the time of every drawing, for good, unless it runs as users have it.
  performance.clearMeasures();
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

for (const event of ['uncaughtException', 'unhandledRejection'])
  process.on(event, (error) => {
    console.error(`${event}:`, error);
    process.exit(1);
  });

const started = performance.now();
let [before, after] = [NaN, NaN];
await fuzzRepl({
  sequences,
  seed,
  onRest: (done) => {
    if (done % WARM > 0) return;
    after = heap();
    if (Number.isNaN(before)) before = after;
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(`${done} sequences, ${seconds} s, heap ${after.toFixed(1)} MB`);
  },
});
const growth = after - before;
console.log(
  `${sequences} sequences of seed ${seed}: no exception, answers, heap grew by ${growth.toFixed(1)} MB`,
);
process.exit(growth < MOST_GROWTH ? 0 : 1);
