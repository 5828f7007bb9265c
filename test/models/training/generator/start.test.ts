/** `--start`: a training that begins with the networks of an earlier one. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTrainingBackend } from '../../../../src/models/engines/training-backend.js';
import { readSafetensors } from '../../../../src/models/safetensors.js';
import { GeneratorTraining } from '../../../../src/models/training/generator/training.js';
import {
  trainGenerator,
  type GeneratorTask,
} from '../../../../src/models/training/generator/train-generator.js';
import { ROOT } from '../../../support/root.js';
import { failureOf } from '../../failure.js';
import { runKillable } from '../killable.js';
import { TOY_YAML, toyPatches, toyRecipe } from './toy.js';

let folder: string;
const place = (name: string) => join(folder, name);
const task = (changes: Partial<GeneratorTask>): GeneratorTask => ({
  recipe: toyRecipe({ images: 160 }),
  patches: toyPatches(),
  archive: 'toy',
  engine: 'tfjs-wasm',
  workers: 1,
  folder: place('first'),
  resume: false,
  signal: new AbortController().signal,
  ...changes,
});

/** The tensors of a checkpoint. */
async function checkpointOf(name: string) {
  const file = join(place(name), 'checkpoint.safetensors');
  return readSafetensors(await readFile(file), file).tensors;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giq-start-'));
  await openTrainingBackend('tfjs-wasm');
  await trainGenerator(task({}));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a training that starts from another', () => {
  it('begins with its averaged generator and its other networks, and with new optimisers', async () => {
    const earlier = await checkpointOf('first');
    const training = new GeneratorTraining(tf, toyRecipe({ seed: 9 }), toyPatches());
    training.begin(earlier);
    const begun = training.save();
    const data = (tensors: typeof earlier, name: string) => [...tensors.get(name)!.data];
    expect(data(begun, 'generator.values')).toEqual(data(earlier, 'average'));
    expect(data(begun, 'average')).toEqual(data(earlier, 'average'));
    expect(data(begun, 'discriminator.values')).toEqual(data(earlier, 'discriminator.values'));
    expect(data(earlier, 'generator.steps')).not.toEqual([0]);
    expect(data(begun, 'generator.steps')).toEqual([0]);
    training.dispose();
  });

  it('goes elsewhere than one that starts anew, and is resumed without its start', async () => {
    const recipe = toyRecipe({ images: 80, seed: 9 });
    await trainGenerator(task({ recipe, folder: place('anew') }));
    await trainGenerator(task({ recipe, folder: place('second'), start: place('first') }));
    const [anew, second] = [await checkpointOf('anew'), await checkpointOf('second')];
    expect(second.get('average')!.data).not.toEqual(anew.get('average')!.data);
    await trainGenerator(task({ recipe, folder: place('second'), start: place('nowhere'), resume: true }));
    expect((await checkpointOf('second')).get('average')!.data).toEqual(second.get('average')!.data);
  });

  it('is refused where the layers differ, and where there is none', async () => {
    const { generator, ...rest } = toyRecipe({ images: 80 });
    const layers = generator.layers.map((layer) =>
      layer.op === 'conv2d' && layer.to === 6 ? { ...layer, to: 5 } : layer,
    );
    const recipe = { ...rest, generator: { ...generator, layers } };
    const unfit = await failureOf(
      trainGenerator(task({ recipe, folder: place('x'), start: place('first') })),
    );
    expect([unfit.code, unfit.message]).toEqual([
      'training-start-unfit',
      expect.stringContaining('generator'),
    ]);
    const absent = await failureOf(trainGenerator(task({ folder: place('y'), start: place('nowhere') })));
    expect(absent.code).toBe('training-absent');
  });
});

const isBuilt = existsSync(join(ROOT, 'dist/models/training/generator/worker.js'));

describe.skipIf(!isBuilt)('with two workers (after `npm run build`)', () => {
  it('both begin with the same', { timeout: 120_000 }, async () => {
    const recipe = place('toy.yaml');
    // One step of adversarial training at rates of nothing: what comes out is what was begun with.
    await writeFile(
      recipe,
      TOY_YAML.replace('images: 320', 'images: 8').replace(
        /rate: 0.01|Rate: 0.001/gi,
        (rate) => `${rate.split(':')[0]}: 0`,
      ),
    );
    const out = place('two');
    const flags = ['--recipe', recipe, '--out', out, '--engine', 'tfjs-wasm', '--workers', '2'];
    const command = [
      'node',
      join(ROOT, 'bin/giq.js'),
      'train',
      'generator',
      ...flags,
      '--start',
      place('first'),
    ];
    expect(await runKillable({ command, log: join(out, 'log.jsonl') })).toBeNull();
    const [first, two] = [await checkpointOf('first'), await checkpointOf('two')];
    const [expected, found] = [first.get('average')!.data, two.get('generator.values')!.data];
    // The statistics of batch norms move on; everything else stays where it was put.
    const same = [...found].filter((value, i) => value === expected[i]).length;
    expect(same / found.length).toBeGreaterThan(0.9);
  });
});
