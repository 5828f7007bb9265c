/** `giq train generator`, killed ten times at random moments: it ends with the bytes of one that was never killed. */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomStream } from '../../src/numeric/random.js';
import { TOY_YAML } from '../models/training/generator/toy.js';
import { runKillable, type Killable } from '../models/training/killable.js';
import { ROOT } from '../support/root.js';

/** Workers are modules of their own, which have to be compiled. */
const isBuilt = existsSync(join(ROOT, 'dist/models/training/generator/worker.js'));
const KILLS = 10;
/** Most steps between two kills; checkpoints are three steps apart. */
const STEPS_MOST = 8;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giq-kills-'));
  await writeFile(join(folder, 'toy.yaml'), TOY_YAML.replace('images: 320', 'images: 800'));
});
afterAll(() => rm(folder, { recursive: true }));

function training(out: string, workers: number, resume: boolean): Killable {
  const flags = ['--recipe', join(folder, 'toy.yaml'), '--out', out, '--engine', 'tfjs-wasm'];
  const more = ['--workers', String(workers), ...(resume ? ['--resume'] : [])];
  const command = ['node', join(ROOT, 'bin/giq.js'), 'train', 'generator', ...flags, ...more];
  return { command, log: join(out, 'log.jsonl') };
}

const results = (out: string) =>
  Promise.all(['generator.safetensors', 'checkpoint.safetensors'].map((file) => readFile(join(out, file))));

describe.skipIf(!isBuilt)('a training that is killed (after `npm run build`)', () => {
  it.each([1, 2])('with %i workers', { timeout: 600_000 }, async (workers) => {
    const [straight, killed] = ['straight', 'killed'].map((name) => join(folder, `${name}-${workers}`));
    expect(await runKillable(training(straight, workers, false))).toBeNull();
    // Patches are simulated once; reading them again is not what is tested here.
    await mkdir(killed);
    await copyFile(join(straight, 'patches.int16'), join(killed, 'patches.int16'));
    const random = randomStream(workers, 0);
    for (let kill = 0; kill < KILLS; kill++) {
      const resume = existsSync(join(killed, 'checkpoint.safetensors'));
      const steps = 1 + random.integer(STEPS_MOST);
      expect(await runKillable(training(killed, workers, resume), steps)).toBe('SIGKILL');
    }
    expect(await runKillable(training(killed, workers, true))).toBeNull();
    const [expected, found] = await Promise.all([results(straight), results(killed)]);
    found.forEach((bytes, i) => expect(bytes.equals(expected[i])).toBe(true));
  });
});
