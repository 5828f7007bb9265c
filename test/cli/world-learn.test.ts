/** What one session has defined and learnt, another one knows: from the world. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld } from '../../src/models/world.js';
import { runGiq } from '../support/command-line.js';
import { halvedWeights } from '../support/halved-weights.js';
import { ROOT } from '../support/root.js';

const MANIFEST = join(ROOT, 'worlds/solar-sim/world.yaml');
const SCRIPT = `define IMBALANCE = (TPF - TNF) / (TPF + TNF)
learn IMBALANCE samples=100
learn SHARP from "${join(ROOT, 'examples/data/labels.csv')}" samples=100
define BOTH = SHARP * IMBALANCE`;

let folder: string;
let mine: string;
const before = process.env.XDG_CACHE_HOME;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'giq-world-learn-'));
  mine = join(folder, 'mine');
  process.env.XDG_CACHE_HOME = join(folder, 'cache');
});
afterAll(() => {
  if (before === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = before;
  rmSync(folder, { recursive: true });
});

const refusal = (code: string) => `error[${code}]`;

const learn = (script: string, ...more: string[]) => runGiq(['world', 'learn', '-e', script, ...more]);

describe('giq world learn', () => {
  it('makes a copy of the world that knows what was learnt, and leaves the world as it is', async () => {
    const text = readFileSync(MANIFEST, 'utf8');
    const { exitCode, narration } = await learn(SCRIPT, '--out', mine);
    expect(exitCode).toBe(0);
    expect(narration).toContain('now knows IMBALANCE, SHARP, BOTH');
    expect(readFileSync(MANIFEST, 'utf8')).toBe(text);
    const world = await openWorld(mine);
    expect(world.name).toBe('mine');
    expect((await world.verify()).every(({ state }) => state === 'whole')).toBe(true);
  });

  it('lets another session name it, with the same values', async () => {
    const script = 'generate 3 seed 1 | shift IMBALANCE +2 keeping SHARP | measure IMBALANCE, SHARP, BOTH';
    const known = await runGiq(['--world', mine, '--format', 'json', '-e', script]);
    expect(known.exitCode).toBe(0);
    const learnt = await runGiq(['--format', 'json', '-e', `${SCRIPT}\n${script}`]);
    const rows = ({ out }: { out: string }) =>
      (JSON.parse(out) as { results: { rows: unknown }[] }).results.at(-1)!.rows;
    expect(rows(known)).toEqual(rows(learnt));
  });

  it('adds to an earlier copy', async () => {
    const { exitCode } = await learn('define SIZE = sqrt(AREA)\nlearn SIZE samples=100', '--out', mine);
    expect(exitCode).toBe(0);
    const { manifest } = await openWorld(mine);
    expect(Object.keys(manifest.define ?? {})).toEqual(['IMBALANCE', 'BOTH', 'SIZE']);
    expect(manifest.directions?.parameters).toEqual(
      expect.arrayContaining(['TUF', 'IMBALANCE', 'SHARP', 'SIZE']),
    );
  });

  it('keeps what was learnt when directions are trained anew', async () => {
    const flags = ['--world', mine, '--samples', '100'];
    expect((await runGiq(['train', 'directions', ...flags])).exitCode).toBe(0);
    const { manifest } = await openWorld(mine);
    expect(manifest.directions?.parameters).toEqual(
      expect.arrayContaining(['TUF', 'IMBALANCE', 'SHARP', 'SIZE']),
    );
  });

  it('lets a new encoder take what labels have taught', async () => {
    const copy = join(folder, 'copy');
    cpSync(mine, copy, { recursive: true });
    const other = join(folder, 'halved');
    mkdirSync(other);
    cpSync(join(mine, 'encoder.json'), join(other, 'encoder.json'));
    const weights = readFileSync(join(mine, 'encoder.safetensors'));
    writeFileSync(join(other, 'encoder.safetensors'), halvedWeights(weights));
    await runGiq(['world', 'install', copy, '--encoder', other]);
    const { narration, exitCode } = await runGiq(['--world', copy, '-e', 'generate seed 1 | measure SHARP']);
    expect(exitCode).toBe(3);
    expect(narration).toContain('unknown-parameter');
    expect((await runGiq(['--world', copy, '-e', 'generate seed 1 | measure IMBALANCE'])).exitCode).toBe(0);
  });
});

describe('worlds that stay as they are', () => {
  it.each([
    ['of the package, by name', ['world', 'learn', '-e', 'define X = TUF'], 'world-embedded'],
    ['of the package, by install', ['world', 'install', 'solar-sim', '--encoder', '.'], 'world-embedded'],
    ['without a name', ['world', 'install', '--encoder', '.'], 'usage'],
  ])('%s', async (_what, argv, code) => {
    const { exitCode, narration } = await runGiq(argv);
    expect(exitCode).toBe(2);
    expect(narration).toContain(refusal(code));
  });

  it('a folder with something else in it', async () => {
    writeFileSync(join(folder, 'note.txt'), 'mine');
    const { exitCode, narration } = await learn('define X = TUF', '--out', folder);
    expect([exitCode, narration]).toEqual([2, expect.stringContaining(refusal('world-out-taken'))]);
    expect(readFileSync(join(folder, 'note.txt'), 'utf8')).toBe('mine');
  });

  it('a script that teaches nothing, and one whose definitions changed their meaning', async () => {
    const out = join(folder, 'other');
    expect((await learn('generate seed 1', '--out', out)).narration).toContain('define and learn nothing');
    const changed = 'define A = TUF\ndefine B = A * 2\ndefine A = TPF';
    expect((await learn(changed, '--out', out)).narration).toContain(refusal('definition-not-kept'));
  });
});
