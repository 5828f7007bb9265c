import { expect, it } from 'vitest';
import { fuzzRepl } from '../support/fuzzing.js';

/** `npx vite-node scripts/fuzz-repl.ts 5000` presses many more. */
it('lives through keys that are pressed at random', async () => {
  let rests = 0;
  await fuzzRepl({ sequences: 150, seed: 20110212, onRest: () => void rests++ });
  expect(rests).toBe(3);
});
