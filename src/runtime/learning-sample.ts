/** Generated patches that directions are learnt from: what is measured on them, and what classifiers say of them. */
import { scoresOf } from '../latent/classifier.js';
import { runInChunks } from '../models/run-in-chunks.js';
import { sampleDirections } from '../models/training/sample-directions.js';
import { latentVector } from '../numeric/random.js';
import { PATCH_SIZE } from '../physics/field.js';
import { measureBatch } from '../physics/measure.js';
import type { Context } from './context.js';
import { CHUNK, packLatents } from './imaging.js';

export interface SampleTask {
  /** Patches to generate: 7/10 train, the others validate. */
  readonly samples: number;
  readonly seed: number;
}

/** One value a patch by name. Parameters are in raw units. */
export interface Sample {
  readonly parameters: ReadonlyMap<string, Float64Array>;
  readonly scores: ReadonlyMap<string, Float64Array>;
}

/** Number of the way in which patches are drawn and measured. */
const RECIPE = 2;

/** What the patches of a sample depend on. Engines differ in the last digits of float32. */
export async function sourceOf({ samples, seed }: SampleTask, { world, engine }: Context) {
  return { world: world.hash, engine: (await engine()).name, samples, seed };
}

/** Only what is needed: measuring everything takes long. What was found out once is kept. */
export async function sampleFor(
  task: SampleTask,
  { needs, scores }: { readonly needs: readonly string[]; readonly scores: readonly string[] },
  context: Context,
): Promise<Sample> {
  const parameters =
    needs.length > 0 ? await measured(task, needs, context) : new Map<string, Float64Array>();
  if (scores.length === 0) return { parameters, scores: new Map() };
  const embeddings = await embedded(task, context);
  const known = await context.world.classifiers();
  return {
    parameters,
    scores: new Map(scores.map((name) => [name, scoresOf(known.get(name)!, embeddings)])),
  };
}

async function measured(task: SampleTask, needs: readonly string[], context: Context) {
  const source = { recipe: RECIPE, ...(await sourceOf(task, context)) };
  const columns = new Map<string, Float64Array>();
  for (const name of needs) {
    const cached = await context.cache.read({ ...source, parameter: name });
    if (cached) columns.set(name, new Float64Array(cached.buffer, cached.byteOffset, task.samples));
  }
  const missing = needs.filter((name) => !columns.has(name));
  if (missing.length === 0) return columns;
  for (const [name, values] of await measure(missing, task, context)) {
    columns.set(name, values);
    await context.cache.write({ ...source, parameter: name }, bytesOf(values));
  }
  return columns;
}

async function measure(parameters: readonly string[], task: SampleTask, context: Context) {
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

/** The embeddings of a sample, one after the other: thousands of labels after these cost no picture. */
async function embedded(task: SampleTask, context: Context): Promise<Float32Array> {
  const content = { recipe: RECIPE, ...(await sourceOf(task, context)), part: 'embeddings' };
  const cached = await context.cache.read(content);
  if (cached) return new Float32Array(cached.buffer, cached.byteOffset, cached.byteLength / 4);
  const embeddings = await embed(task, context);
  await context.cache.write(content, bytesOf(embeddings));
  return embeddings;
}

async function embed({ samples, seed }: SampleTask, context: Context): Promise<Float32Array> {
  const { world, signal, emit } = context;
  const engine = await context.engine();
  const [generator, encoder] = [await world.generator(engine), await world.encoder(engine)];
  const latents = Array.from({ length: samples }, (_, item) =>
    latentVector(seed, item, world.manifest.generator.latent),
  );
  const both = {
    ...generator,
    output: encoder.output,
    run: async (values: Float32Array, count: number) =>
      encoder.run(await generator.run(values, count), count),
  };
  return runInChunks(both, packLatents(latents), samples, {
    chunk: CHUNK,
    signal,
    onProgress: (done, total) => emit({ type: 'progress', label: 'embedding', done, total }),
  });
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | Float64Array) =>
  new Uint8Array(buffer, byteOffset, byteLength);
