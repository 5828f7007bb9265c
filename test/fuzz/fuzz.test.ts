/** Some hundred inputs of each fuzzer; `npx vite-node scripts/fuzz-parser.ts` and its like give many more. */
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/numeric/random.js';
import { checkpointFuzzing } from '../support/fuzz/checkpoints.js';
import { fileFuzzing } from '../support/fuzz/files.js';
import { fuzz } from '../support/fuzz/fuzz.js';
import { mutate } from '../support/fuzz/mutate.js';
import { scriptFuzzing } from '../support/fuzz/scripts.js';

const SEED = 20110215;

describe('damage at random', () => {
  it.each([
    ['scripts', scriptFuzzing, 300],
    ['checkpoints and worlds', checkpointFuzzing, 500],
    ['observations', fileFuzzing, 200],
  ])('to %s gives diagnostics and no crash', { timeout: 120_000 }, async (_, fuzzing, cases) => {
    const { findings, cases: done, outcomes } = await fuzz({ ...fuzzing(), seed: SEED, limit: { cases } });
    expect(findings.map(({ number, name, problem }) => `${number}, of ${name}: ${problem}`)).toEqual([]);
    expect(done).toBe(cases);
    expect(outcomes.size).toBeGreaterThan(3);
  });

  it('is the same for the same seed, and is found where it does harm', async () => {
    const whole = Buffer.from('generate seed 1 | show');
    const damaged = Array.from({ length: 20 }, (_, n) =>
      mutate(whole, randomStream(1, n), whole).toString('hex'),
    );
    expect(damaged).toEqual(
      Array.from({ length: 20 }, (_, n) => mutate(whole, randomStream(1, n), whole).toString('hex')),
    );
    expect(new Set(damaged).size).toBeGreaterThan(10);
    const judge = () => {
      throw new Error('a bug');
    };
    const report = await fuzz({ corpus: [{ name: 'x', bytes: whole }], judge, seed: 1, limit: { cases: 3 } });
    expect(report.findings.map(({ number }) => number)).toEqual([0, 1, 2]);
  });
});
