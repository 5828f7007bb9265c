/** `--start`: a training that begins with the networks of an earlier one. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTrainingBackend } from '../../../../src/models/engines/training-backend.js';
import { openEngine } from '../../../../src/models/engines/index.js';
import type { Network, Weights } from '../../../../src/models/network.js';
import { writeNetwork } from '../../../../src/models/network-schema.js';
import { asTensors, readSafetensors, writeSafetensors } from '../../../../src/models/safetensors.js';
import { beginFrom } from '../../../../src/models/training/common/checkpoint.js';
import { startLearner, type Learner } from '../../../../src/models/training/common/learner.js';
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

describe('a training that starts from imported networks', () => {
  const discriminator = { ...toyRecipe().discriminator, deviationGroups: undefined };
  const recipe = toyRecipe({ discriminator, seed: 9 });
  const plan = { name: 'discriminator', layers: discriminator.layers, input: [1, 16, 16] };

  /** A folder with the first training's generator and a discriminator, both with names that somebody else gave. */
  async function writeImported(name: string, learner: Learner): Promise<void> {
    const foreign = (text: string) =>
      text.replace(/\bl(\d+)\b/g, 'net.main.$1').replaceAll('head.', 'net.judge.');
    const write = async (role: string, network: Network, weights: Weights) => {
      const tensors = asTensors(new Map([...weights].map(([key, tensor]) => [foreign(key), tensor])));
      await writeFile(join(place(name), `${role}.json`), foreign(writeNetwork(network)));
      await writeFile(join(place(name), `${role}.safetensors`), writeSafetensors(tensors));
    };
    await mkdir(place(name));
    const source = new GeneratorTraining(tf, recipe, toyPatches());
    const { network, weights } = source.generator();
    await write('generator', network, weights);
    source.dispose();
    await write('discriminator', judging(learner), learner.parameters.weights());
  }

  /** The discriminator as a whole, as an import has it. */
  const judging = ({ network: { input, layers } }: Learner): Network => ({
    ...{ input, output: [1] },
    layers: [...layers, { op: 'flatten' }, { op: 'linear', weight: 'head.weight', bias: 'head.bias' }],
  });

  it('begins with the generator and the discriminator, whatever their tensors are called', async () => {
    const learner = startLearner(tf, { ...plan, seed: 4, index: 1, head: 1 });
    await writeImported('imported', learner);
    const training = new GeneratorTraining(tf, { ...recipe, seed: 10 }, toyPatches());
    await beginFrom(place('imported'), training);
    const source = new GeneratorTraining(tf, recipe, toyPatches());
    const begun = training.save();
    expect(begun.get('discriminator.values')!.data).toEqual(learner.parameters.values);
    expect(begun.get('generator.values')!.data).toEqual(source.save().get('generator.values')!.data);
    [training, source].forEach((each) => each.dispose());
    learner.parameters.dispose();
  });

  it('has the discriminator say what the imported one says', async () => {
    const learner = startLearner(tf, { ...plan, seed: 4, index: 1, head: 1 });
    const pixels = Float32Array.from({ length: 3 * 256 }, (_value, i) => Math.sin(i * i));
    const imported = await (
      await openEngine('tfjs-wasm')
    ).load(judging(learner), learner.parameters.weights());
    const said = await learner.run(tf.tensor(pixels, [3, 16, 16, 1]), {}).data();
    const expected = await imported.run(pixels, 3);
    [...said].forEach((value, item) => expect(value).toBeCloseTo(expected[item], 5));
    learner.parameters.dispose();
  });

  it('is refused where the discriminator of the recipe is another', async () => {
    const layers = discriminator.layers.map((layer) =>
      layer.op === 'conv2d' ? { ...layer, to: layer.to + 1 } : layer,
    );
    const training = new GeneratorTraining(
      tf,
      { ...recipe, discriminator: { ...discriminator, layers } },
      toyPatches(),
    );
    const unfit = await failureOf(beginFrom(place('imported'), training));
    expect([unfit.code, unfit.message]).toEqual([
      'training-start-unfit',
      expect.stringContaining('discriminator'),
    ]);
    training.dispose();
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
