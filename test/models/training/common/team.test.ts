import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import {
  ALONE,
  breakTeam,
  joinTeam,
  teamMemory,
  type TeamMemory,
} from '../../../../src/models/training/common/team.js';

const WORKERS = 3;
const ROUNDS = 200;

/** Wakes whoever waits for no reason, again and again, until told to stop: a wake-up must not pass for an end. */
function wakeForNothing({ control }: TeamMemory): () => void {
  const round = 1;
  let goOn = true;
  const wake = () => {
    Atomics.notify(new Int32Array(control), round);
    if (goOn) setImmediate(wake);
  };
  wake();
  return () => (goOn = false);
}

it('gives all workers the same means, round after round, woken too early or not', async () => {
  const memory = teamMemory(WORKERS, 2);
  const stopWaking = wakeForNothing(memory);
  const script = join(import.meta.dirname, 'team.process.ts');
  const results = await Promise.all(
    Array.from({ length: WORKERS }, (_, worker) => {
      const workerData = { memory, worker, workers: WORKERS, rounds: ROUNDS };
      const thread = new Worker('./node_modules/vite-node/vite-node.mjs', { argv: [script], workerData });
      return new Promise<number[]>((resolve, reject) => thread.on('message', resolve).on('error', reject));
    }),
  ).finally(stopWaking);
  const expected = Array.from({ length: ROUNDS }, (_, round) => [round + 1, Math.fround(0.1)]).flat();
  expect(results[0]).toHaveLength(2 * ROUNDS);
  results[0].forEach((value, i) => expect(value).toBeCloseTo(expected[i], 5));
  results.forEach((means) => expect(means).toEqual(results[0]));
});

it('is quick alone', () => {
  const numbers = Float32Array.of(1, 2);
  ALONE.average(numbers);
  expect([...numbers]).toEqual([1, 2]);
  expect([ALONE.agree(true), ALONE.agree(false)]).toEqual([true, false]);
});

it('refuses more numbers than it has room for', () => {
  const team = joinTeam(teamMemory(2, 2), 0, 2);
  expect(() => team.average(new Float32Array(3))).toThrow('3 numbers');
});

it('does not wait for one that has failed before the others came', () => {
  const memory = teamMemory(2, 2);
  breakTeam(memory);
  expect(() => joinTeam(memory, 0, 2).average(Float32Array.of(1))).toThrow('has failed');
});
