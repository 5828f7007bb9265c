/** Directions trained in a session, from patches that the generator makes. */
import type { Classifier } from '../latent/classifier.js';
import type { Direction } from '../latent/direction.js';
import { readDirections, writeDirections } from '../models/directions-file.js';
import { trainDirection } from '../models/training/direction.js';
import type { LinearMethod } from '../models/training/linear-svm.js';
import { latentVector } from '../numeric/random.js';
import type { PlanQuantity } from '../planner/plan.js';
import type { Context } from './context.js';
import { sampleFor, sourceOf, type Sample, type SampleTask } from './learning-sample.js';
import { quantityOf } from './quantities.js';
import { emptyCache, type Item } from './values.js';

export interface LearningTask extends SampleTask {
  readonly quantity: PlanQuantity;
  readonly method: LinearMethod;
}

/** Number of the recipe: another one gives other directions from the same content. */
const RECIPE = 2;

/** The direction of a quantity: from the cache, or trained. */
export async function learnDirection(task: LearningTask, context: Context): Promise<Direction> {
  const { manifest } = context.world;
  const { quantity, ...rest } = task;
  const content = {
    recipe: RECIPE,
    ...(await sourceOf(task, context)),
    ...rest,
    ...(await meaningOf(quantity, context)),
  };
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

/** What a quantity is, as JSON can tell it: its expression, and the classifiers that it asks. */
async function meaningOf(quantity: PlanQuantity, { world }: Context) {
  const meaning = typeof quantity === 'string' ? quantity : quantity.measures;
  const known = await world.classifiers();
  const classifiers = quantityOf(quantity).scores.map((name) => {
    const { weights, intercept, gives } = known.get(name)!;
    return { gives, intercept, weights: [...weights] };
  });
  return { meaning, ...(classifiers.length > 0 && { classifiers }) };
}

async function train(name: string, task: LearningTask, context: Context): Promise<Direction> {
  const { samples, seed, method } = task;
  const { world } = context;
  const dimension = world.manifest.generator.latent;
  const { needs, scores } = quantityOf(task.quantity);
  const values = valuesOf(
    task,
    await sampleFor(task, { needs, scores }, context),
    await world.classifiers(),
    context,
  );
  const latents = new Float64Array(samples * dimension);
  for (let item = 0; item < samples; item++)
    latents.set(latentVector(seed, item, dimension), item * dimension);
  const source = `patches that the generator of ${world.name} ${world.manifest.version} made from seed ${seed}`;
  return trainDirection({ parameter: name, latents, values, solver: method, source }).direction;
}

/** The quantity of every patch of a sample, on the patch; NaN where missing. */
function valuesOf(
  task: LearningTask,
  { parameters, scores }: Sample,
  classifiers: ReadonlyMap<string, Classifier>,
  { world }: Context,
): Float64Array {
  const quantity = quantityOf(task.quantity);
  const { scale } = world.manifest.image;
  return Float64Array.from({ length: task.samples }, (_, row) => {
    const item: Item = { id: '', origin: 'generated', scale, meta: {}, cache: emptyCache() };
    for (const [name, values] of parameters) item.cache.measured.set(name, values[row]);
    for (const [name, values] of scores)
      item.cache.scores.set(name, { by: classifiers.get(name)!, value: values[row] });
    return quantity.onPatch(item).value;
  });
}
