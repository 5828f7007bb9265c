/** An inverter of a generator whose pictures can be worked out by hand. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTrainingBackend } from '../../../../src/models/engines/training-backend.js';
import { readRecipe } from '../../../../src/models/training/inverter/recipe.js';
import { trainInverter, type InverterTask } from '../../../../src/models/training/inverter/train-inverter.js';
import { InverterTraining } from '../../../../src/models/training/inverter/training.js';
import { failureOf } from '../../failure.js';

const SIZE = 8;
const LATENT = 3;

const YAML = `
recipe: 1
title: toy
seed: 5
batch: 16
images: 640
noise: 0.02
inverter:
  layers:
    - { op: conv2d, to: 6, kernel: 3, stride: 2, padding: 1, bias: false }
    - { op: batch_norm }
    - { op: relu }
    - { op: flatten }
    - { op: linear, to: ${LATENT} }
optimiser: { rate: 0.01, betas: [0.9, 0.999] }
ramp: 10
every: { report: 5, checkpoint: 7 }
`;

/** Each latent number is the field of a third of the rows. */
function generator() {
  const area = SIZE * SIZE;
  const data = new Float32Array(area * LATENT);
  for (let pixel = 0; pixel < area; pixel++) data[pixel * LATENT + Math.floor((pixel * LATENT) / area)] = 0.3;
  const weights = new Map([['l.weight', { shape: [area, LATENT], data }]]);
  const layers = [
    { op: 'linear', weight: 'l.weight', bias: null },
    { op: 'reshape', shape: [1, SIZE, SIZE] },
  ] as const;
  return { network: { input: [LATENT], output: [1, SIZE, SIZE], layers }, weights };
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giq-inverter-'));
  await openTrainingBackend('tfjs-wasm');
});
afterAll(() => rm(folder, { recursive: true }));

const task = (name: string, changes: Partial<InverterTask> = {}): InverterTask => ({
  recipe: readRecipe(YAML, 'toy.yaml'),
  generator: generator(),
  archive: 'toy',
  engine: 'tfjs-wasm',
  workers: 1,
  folder: join(folder, name),
  resume: false,
  signal: new AbortController().signal,
  ...changes,
});

describe('an inverter', () => {
  it('learns to tell latents from their patches', async () => {
    const training = new InverterTraining(
      tf,
      readRecipe(YAML.replace('640', '3200'), 'toy.yaml'),
      generator(),
    );
    const losses: number[] = [];
    while (!training.isDone) losses.push((await training.next()).latents);
    expect(losses[0]).toBeGreaterThan(0.5);
    expect(losses.at(-1)).toBeLessThan(0.1);
    training.dispose();
  });

  it('ends with the same bytes when it is stopped on the way and goes on', async () => {
    await trainInverter(task('straight'));
    const stop = new AbortController();
    const onStep = (images: number) => images >= 240 && stop.abort();
    const stopped = task('stopped', { signal: stop.signal, onStep: (images) => void onStep(images) });
    expect((await failureOf(trainInverter(stopped))).code).toBe('cancelled');
    await trainInverter(task('stopped', { resume: true }));
    for (const file of ['inverter.safetensors', 'inverter.json', 'checkpoint.safetensors']) {
      const [one, other] = await Promise.all(
        ['straight', 'stopped'].map((name) => readFile(join(folder, name, file))),
      );
      expect(one.equals(other)).toBe(true);
    }
  });

  it('has to give latents', async () => {
    const recipe = readRecipe(YAML.replace(`to: ${LATENT} }`, 'to: 4 }'), 'toy.yaml');
    expect((await failureOf(trainInverter(task('unfit', { recipe })))).code).toBe('network-unfit');
  });
});
