/** Limits, by way of the command line: a diagnostic, and at once, where memory or time would have run out. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outOfMemory } from '../../src/runtime/limits.js';
import type { GiqError } from '../../src/diagnostics/diagnostic.js';
import { runGiq } from '../support/command-line.js';
import { writeTinyWorld } from '../support/tiny-world.js';

const home = mkdtempSync(join(tmpdir(), 'giq-limits-'));
const world = join(home, 'tiny');
beforeAll(() => writeTinyWorld(world, 'tiny'));
afterAll(() => rmSync(home, { recursive: true }));

const run = (script: string) => runGiq(['run', '--world', world, '-e', script]);
const doubling = Array.from({ length: 40 }, (_, i) => `define A${i + 1} = A${i} + A${i}`).join('\n');

describe('a limit', () => {
  it.each([
    ['generate 1e9 seed 1', 'out-of-range'],
    ['generate 1000001 seed 1', 'out-of-range'],
    ['generate seed 1 | sweep TUF steps 1001', 'out-of-range'],
    ['generate 1001 seed 1 | sweep TUF steps 1000', 'too-many-items'],
    ['generate 1001 seed 1 | blend (generate seed 2) steps 1000', 'too-many-items'],
    ['generate 101 seed 1 | vary 10000 seed 1', 'too-many-items'],
    ['generate 10001 seed 1 | save "out.npy"', 'too-many-pictures'],
    ['generate 10001 seed 1 | save "out.fits"', 'too-many-pictures'],
    [`generate seed 1 | where ${'('.repeat(60)}TUF${')'.repeat(60)} > 1`, 'nesting-too-deep'],
    [`generate seed 1 | where TUF > 1${' + 1'.repeat(600)}`, 'statement-too-long'],
    [`define A0 = TUF + R\n${doubling}\ngenerate seed 1 | where A40 > 1 Mx`, 'definition-too-large'],
    ['generate seed 1 truncate=1e999', 'number-out-of-range'],
  ])('%s', { timeout: 120_000 }, async (script, code) => {
    const { exitCode, narration } = await run(script);
    expect(narration).toContain(`error[${code}]`);
    expect(narration).not.toContain('internal');
    expect(exitCode).not.toBe(0);
  });

  it('holds for scripts in files and from pipes', async () => {
    const file = join(home, 'long.giq');
    const text = '# comment\n'.repeat(2 ** 17);
    writeFileSync(file, text);
    for (const [argv, stdin] of [
      [['run', file], ''],
      [['check', '-'], text],
    ] as const) {
      const { exitCode, narration } = await runGiq(argv, { stdin });
      expect(narration).toContain('error[script-unreadable]');
      expect(exitCode).toBe(2);
    }
  });

  it('of V8 is a diagnostic, and no bug', () => {
    for (const make of [() => 'x'.repeat(2 ** 30), () => new Float32Array(2 ** 40), () => Array(-1)])
      try {
        make();
        expect.unreachable();
      } catch (error) {
        expect((outOfMemory(error) as GiqError).diagnostics[0].code).toBe('result-too-large');
      }
    const other = new RangeError('no position 7');
    expect(outOfMemory(other)).toBe(other);
  });
});
