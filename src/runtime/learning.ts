/** Directions trained in a session, from patches that the generator makes. */
import type { Direction } from '../latent/direction.js';
import { readDirections, writeDirections } from '../models/directions-file.js';
import { trainDirection } from '../models/training/direction.js';
import type { LinearMethod } from '../models/training/linear-svm.js';
import { sampleDirections } from '../models/training/sample-directions.js';
import { latentVector } from '../numeric/random.js';
import { PATCH_SIZE } from '../physics/field.js';
import { measureBatch } from '../physics/measure.js';
import type { PlanQuantity } from '../planner/plan.js';
import type { Context } from './context.js';
import { quantityOf } from './quantities.js';
import { CHUNK } from './imaging.js';
import type { Item } from './values.js';

export interface LearningTask {
  readonly quantity: PlanQuantity;
  /** Patches to generate: 7/10 train, the others validate. */
  readonly samples: number;
  readonly seed: number;
  readonly method: LinearMethod;
}

/** Number of the recipe: another one gives other directions from the same content. */
const RECIPE = 2;

/** The direction of a quantity: from the cache, or trained. */
export async function learnDirection(task: LearningTask, context: Context): Promise<Direction> {
  const { manifest } = context.world;
  const { quantity, ...rest } = task;
  const meaning = typeof quantity === 'string' ? quantity : quantity.measures;
  const content = { recipe: RECIPE, ...(await sourceOf(task, context)), ...rest, meaning };
  const { name } = quantityOf(quantity);
  const cached = await context.cache.read(content);
  if (cached) {
    const json = new TextDecoder().decode(cached);
    const [direction] = readDirections(json, 'cache', manifest.generator.latent).values();
    return { ...direction, parameter: name };
  }
  const direction = await train(name, task, context);
  const json = writeDirections(new Map([[name, direction]]));
  await context.cache.write(content, new TextEncoder().encode(json));
  return direction;
}

async function train(name: string, task: LearningTask, context: Context): Promise<Direction> {
  const { samples, seed, method } = task;
  const { world } = context;
  const dimension = world.manifest.generator.latent;
  const values = valuesOf(task, await sampled(task, context), context);
  const latents = new Float64Array(samples * dimension);
  for (let item = 0; item < samples; item++)
    latents.set(latentVector(seed, item, dimension), item * dimension);
  const source = `patches that the generator of ${world.name} ${world.manifest.version} made from seed ${seed}`;
  return trainDirection({ parameter: name, latents, values, solver: method, source }).direction;
}

/** What the patches of a sample depend on. Engines differ in the last digits of float32. */
async function sourceOf({ samples, seed }: LearningTask, { world, engine }: Context) {
  return { world: world.hash, engine: (await engine()).name, samples, seed };
}

/** Parameters of the patches of a sample, in raw units: only those that the quantity needs, for measuring all takes long. */
type Sample = ReadonlyMap<string, Float64Array>;

async function sampled(task: LearningTask, context: Context): Promise<Sample> {
  const source = { recipe: RECIPE, ...(await sourceOf(task, context)) };
  const columns = new Map<string, Float64Array>();
  const { needs } = quantityOf(task.quantity);
  for (const name of needs) {
    const cached = await context.cache.read({ ...source, parameter: name });
    if (cached) columns.set(name, new Float64Array(cached.buffer, cached.byteOffset, task.samples));
  }
  const missing = needs.filter((name) => !columns.has(name));
  if (missing.length === 0) return columns;
  for (const [name, values] of await sampleOf(missing, task, context)) {
    columns.set(name, values);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    await context.cache.write({ ...source, parameter: name }, bytes);
  }
  return columns;
}

async function sampleOf(parameters: readonly string[], task: LearningTask, context: Context) {
  const { world, signal, emit } = context;
  const { columns } = await sampleDirections({
    count: task.samples,
    latent: (item) => latentVector(task.seed, item, world.manifest.generator.latent),
    generator: await world.generator(await context.engine()),
    parameters,
    measure: (pixels, count) => measureBatch(pixels, count, PATCH_SIZE, parameters),
    chunk: CHUNK,
    signal,
    onProgress: (done, total) => emit({ type: 'progress', label: 'learning', done, total }),
  });
  return columns;
}

/** The quantity of every patch of a sample, on the patch; NaN where missing. */
function valuesOf(task: LearningTask, sample: Sample, { world }: Context): Float64Array {
  const quantity = quantityOf(task.quantity);
  const { scale } = world.manifest.image;
  return Float64Array.from({ length: task.samples }, (_, row) => {
    const measured = new Map([...sample].map(([name, values]) => [name, values[row]]));
    const item: Item = { id: '', origin: 'generated', scale, meta: {}, cache: { measured } };
    return quantity.onPatch(item).value;
  });
}
