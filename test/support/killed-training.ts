/** A training by the command line that is killed at random moments, beside one that is not. Needs the build. */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomStream } from '../../src/numeric/random.js';
import { TOY_YAML as ENCODER_YAML } from '../models/training/encoder/toy.js';
import { TOY_YAML as GENERATOR_YAML } from '../models/training/generator/toy.js';
import { runKillable, type Killable } from '../models/training/killable.js';
import { ROOT } from './root.js';

/** Most steps between two kills; checkpoints are fewer apart. */
const STEPS_MOST = 8;

/** Recipes of a hundred steps. */
const RECIPES = {
  generator: GENERATOR_YAML.replace(/images: 320$/m, 'images: 800'),
  encoder: ENCODER_YAML.replace(/^images: .*$/m, 'images: 800\nobservations: 140'),
} as const;

export type Part = keyof typeof RECIPES;

/** Workers are modules of their own, which have to be compiled. */
export const isBuilt = existsSync(join(ROOT, 'dist/models/training/encoder/worker.js'));

export interface KilledTraining {
  readonly part: Part;
  readonly workers: number;
  readonly kills: number;
  /** Empty; what is trained goes there. */
  readonly folder: string;
  readonly seed: number;
}

/** Trains once straight through and once killed on the way; whether both end with the same bytes, by file. */
export async function trainTwice(task: KilledTraining): Promise<Readonly<Record<string, boolean>>> {
  const { part, folder, kills, seed } = task;
  await writeFile(join(folder, 'recipe.yaml'), RECIPES[part]);
  const [straight, killed] = ['straight', 'killed'].map((name) => join(folder, name));
  const run = (out: string, steps?: number) =>
    runKillable(training(task, out, existsSync(join(out, 'checkpoint.safetensors'))), steps);
  await run(straight);
  // Patches are simulated once; reading them again is not what is tested here.
  await mkdir(killed);
  await copyFile(join(straight, 'patches.int16'), join(killed, 'patches.int16'));
  const random = randomStream(seed, 0);
  for (let kill = 0; kill < kills; kill++) {
    const signal = await run(killed, 1 + random.integer(STEPS_MOST));
    if (signal !== 'SIGKILL') throw new Error(`the training was done before its kill ${kill + 1}`);
  }
  await run(killed);
  return compare(part, straight, killed);
}

function training({ part, workers, folder }: KilledTraining, out: string, resume: boolean): Killable {
  const flags = ['--recipe', join(folder, 'recipe.yaml'), '--out', out, '--engine', 'tfjs-wasm'];
  const more = ['--workers', String(workers), ...(resume ? ['--resume'] : [])];
  return {
    command: ['node', join(ROOT, 'bin/giq.js'), 'train', part, ...flags, ...more],
    log: join(out, 'log.jsonl'),
  };
}

async function compare(part: Part, straight: string, killed: string) {
  const files = [`${part}.safetensors`, 'checkpoint.safetensors'];
  const pairs = files.map(async (file): Promise<[string, boolean]> => {
    const [expected, found] = await Promise.all([straight, killed].map((out) => readFile(join(out, file))));
    return [file, expected.equals(found)];
  });
  return Object.fromEntries(await Promise.all(pairs));
}
