import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  trainGenerator,
  type GeneratorTask,
} from '../../../../src/models/training/generator/train-generator.js';
import { failureOf } from '../../failure.js';
import { toyPatches, toyRecipe } from './toy.js';

let folder: string;
const task = (changes: Partial<GeneratorTask> = {}): GeneratorTask => ({
  recipe: toyRecipe({ images: 16 }),
  patches: toyPatches(),
  archive: 'toy',
  engine: 'tfjs-wasm',
  workers: 1,
  folder,
  resume: false,
  signal: new AbortController().signal,
  ...changes,
});
const codeOf = async (changes: Partial<GeneratorTask>) =>
  (await failureOf(trainGenerator(task(changes)))).code;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giq-refusals-'));
  await trainGenerator(task());
});
afterAll(() => rm(folder, { recursive: true }));

describe('trainGenerator refuses', () => {
  it('to begin where a training already is', async () => {
    expect(await codeOf({})).toBe('training-exists');
  });

  it('to go on where none is', async () => {
    expect(await codeOf({ folder: join(folder, 'nowhere'), resume: true })).toBe('training-absent');
  });

  it('to go on with something else', async () => {
    expect(await codeOf({ archive: 'another', resume: true })).toBe('training-changed');
  });

  it('workers among whom a batch cannot be shared', async () => {
    expect(await codeOf({ workers: 3 })).toBe('workers-unfit');
  });

  it('to wait for a worker that cannot begin: from sources there is no script for it', async () => {
    expect(await codeOf({ workers: 2, folder: join(folder, 'lost') })).toBe('worker-lost');
  });
});
