/** What classifiers that labels have taught say of items, read off embeddings. */
import { scoresOf, type Classifier } from '../latent/classifier.js';
import type { Patch } from '../physics/field.js';
import type { Context } from './context.js';
import { eachChunk } from './imaging.js';
import type { Item } from './values.js';

/** Makes sure that every item knows the scores of these names. Only what the archive has no embedding of is looked at. */
export async function score(
  items: readonly Item[],
  names: readonly string[],
  context: Context,
): Promise<void> {
  if (names.length === 0) return;
  const known = await context.world.classifiers();
  const classifiers = names.map((name) => classifierNamed(name, known));
  const lacking = items.filter((item) => classifiers.some((each) => scoreBy(each, item) === undefined));
  await eachEmbedding(lacking, context, (item, embedding) => note(item, classifiers, embedding));
}

/** The score of a name that `score` has been called for. */
export function scoreIn(item: Item, name: string): number {
  const found = item.cache.scores.get(name);
  if (!found) throw new Error(`the score ${name} of ${item.id} was read before it was found`);
  return found.value;
}

/** The embedding of every item, in order. */
export async function embeddingOfEach(items: readonly Item[], context: Context): Promise<Float32Array[]> {
  const found = new Map<Item, Float32Array>();
  await eachEmbedding(items, context, (item, embedding) => void found.set(item, embedding));
  return items.map((item) => found.get(item)!);
}

/** Goes through the embeddings of items: those that the archive stores first, then the others, picture by picture. */
async function eachEmbedding(
  items: readonly Item[],
  context: Context,
  visit: (item: Item, embedding: Float32Array) => void,
): Promise<void> {
  const stored = await storedEmbeddings(items, context);
  for (const [item, embedding] of stored) visit(item, embedding);
  const others = items.filter((item) => !stored.has(item));
  await eachChunk(others, 'embedding', context, async (chunk, patches) => {
    const rows = await embed(patches, context);
    chunk.forEach((item, index) => visit(item, rows[index]));
  });
}

async function storedEmbeddings(
  items: readonly Item[],
  { world }: Context,
): Promise<ReadonlyMap<Item, Float32Array>> {
  const inArchive = items.filter((item) => item.position !== undefined);
  // A database is not asked for rows one by one: embedding a picture again takes a millisecond.
  const { index } = world.manifest;
  if (inArchive.length === 0 || !index || index.kind === 'pgvector') return new Map();
  const { embeddings, dimension } = await world.embeddings();
  return new Map(
    inArchive.map((item) => {
      const first = item.position! * dimension;
      return [item, embeddings.subarray(first, first + dimension)];
    }),
  );
}

async function embed(patches: readonly Patch[], context: Context): Promise<Float32Array[]> {
  const encoder = await context.world.encoder(await context.engine());
  const area = patches[0].pixels.length;
  const packed = new Float32Array(patches.length * area);
  patches.forEach((patch, index) => packed.set(patch.pixels, index * area));
  const rows = await encoder.run(packed, patches.length);
  const width = encoder.output[0];
  return patches.map((_, index) => rows.slice(index * width, (index + 1) * width));
}

function classifierNamed(name: string, known: ReadonlyMap<string, Classifier>): Classifier {
  const classifier = known.get(name);
  if (!classifier) throw new Error(`${name} was planned for, and no labels have taught it`);
  return classifier;
}

function scoreBy(classifier: Classifier, { cache }: Item): number | undefined {
  const found = cache.scores.get(classifier.parameter);
  return found?.by === classifier ? found.value : undefined;
}

function note({ cache }: Item, classifiers: readonly Classifier[], embedding: Float32Array): void {
  for (const by of classifiers) {
    const [value] = scoresOf(by, embedding);
    cache.scores.set(by.parameter, { by, value });
  }
}
