/** `giq archive index --workers`: the built program, for threads run what has been built. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddingWorkers } from '../../src/cli/commands/archive-index-team.js';
import { temporaryFolder } from '../archive/create/support.js';
import { isBuilt, runFaulty } from '../support/faults/faulty.js';
import { filesOf } from '../support/faults/kills.js';
import { writeTinyWorld } from '../support/tiny-world.js';

let work: { path: string; remove: () => void };
const at = (name: string) => join(work.path, name);

/** A world of 34 observations: a whole chunk, and two more. */
beforeAll(() => {
  work = temporaryFolder();
  writeTinyWorld(at('source'), 'tiny');
  const manifest = join(at('source'), 'world.yaml');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('steps: 2', 'steps: 17'));
});
afterAll(() => work.remove());

async function indexed(name: string, ...more: string[]) {
  rmSync(at('world'), { recursive: true, force: true });
  cpSync(at(name), at('world'), { recursive: true });
  const argv = ['archive', 'index', '--world', at('world'), '--engine', 'tfjs-wasm', ...more];
  const { exitCode, narration } = await runFaulty(argv);
  return { exitCode, narration, files: filesOf(at('world')) };
}

describe.skipIf(!isBuilt)('`archive index --workers` (after `npm run build`)', { timeout: 120_000 }, () => {
  it('writes the same bytes whatever it says', async () => {
    const [one, two] = [await indexed('source', '--workers', '1'), await indexed('source', '--workers', '2')];
    expect(one.exitCode).toBe(0);
    expect(two).toEqual(one);
    expect(Object.keys(one.files)).toContain('embeddings.safetensors');
  });

  it.each(['two', '-1', '1.5'])('refuses %s', async (workers) => {
    const { exitCode, narration } = await indexed('source', '--workers', workers);
    expect(exitCode).toBe(2);
    expect(narration).toContain('a whole number is required');
  });
});

describe('the number of workers', () => {
  it('is what was asked for, as far as there is a chunk for each', () => {
    expect(embeddingWorkers(10_000, 'onnx', 7)).toBe(7);
    expect(embeddingWorkers(33, 'onnx', 7)).toBe(2);
    expect(embeddingWorkers(33, 'onnx', 0)).toBe(1);
    expect(embeddingWorkers(0, 'onnx', 3)).toBe(1);
  });

  it('is one where all would share a graphics card', () => {
    expect(embeddingWorkers(10_000, 'webgpu')).toBe(1);
  });
});
