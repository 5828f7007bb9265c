/** `learn NAME from "labels.csv"`: from labels to a classifier of embeddings. */
import { createHash } from 'node:crypto';
import { readText } from '../../archive/readers/file.js';
import { fail } from '../../diagnostics/diagnostic.js';
import type { Classifier } from '../../latent/classifier.js';
import { readClassifiers, writeClassifiers } from '../../models/classifiers-file.js';
import { groupsOf } from '../../models/training/labels/folds.js';
import type { Labelled } from '../../models/training/labels/labelled.js';
import { trainClassifier } from '../../models/training/labels/train-classifier.js';
import type { LinearMethod } from '../../models/training/linear-svm.js';
import type { Context } from '../context.js';
import { scriptFile } from '../paths.js';
import { embeddingOfEach } from '../scoring.js';
import { labelsOf, type Labels } from './label-values.js';
import { labelledItems, type LabelledItem } from './labelled-items.js';
import { readLabelLines } from './read-labels.js';
import { readSavedLatents } from './saved-latents.js';

export interface LabelTask {
  readonly parameter: string;
  /** CSV of ids and labels. */
  readonly from: string;
  /** Name of the column of labels. */
  readonly column?: string;
  /** Where `save` has put the latents that the ids stand for. */
  readonly latents?: string;
  readonly method: LinearMethod;
}

/** Number of the recipe: another one gives other classifiers from the same labels. */
const RECIPE = 1;

/** The classifier that labels teach: from the cache, or trained. */
export async function learnFromLabels(task: LabelTask, context: Context): Promise<Classifier> {
  const { parameter, from, column, method } = task;
  const path = await scriptFile(from, 'read', context);
  const text = await readText(path);
  const labels = labelsOf(await readLabelLines(text, path, column), path, method === 'ridge');
  const items = await itemsOf(task, labels, path, context);
  requireRegions(labels, items, path);
  const content = { recipe: RECIPE, world: context.world.hash, method, labels: digestOf(labels, items) };
  const cached = await context.cache.read(content);
  const dimension = (await context.world.network('encoder')).network.output[0];
  if (cached) {
    const [classifier] = readClassifiers(new TextDecoder().decode(cached), 'cache', dimension).values();
    return { ...classifier, parameter };
  }
  const labelled = await labelledEmbeddings(labels, items, context);
  const classifier = trainClassifier({ ...labelled, parameter, kind: labels.kind, solver: method });
  const json = writeClassifiers(new Map([[parameter, classifier]]));
  await context.cache.write(content, new TextEncoder().encode(json));
  return classifier;
}

async function itemsOf({ latents }: LabelTask, { values }: Labels, file: string, context: Context) {
  const { latent } = context.world.manifest.generator;
  const saved = latents && (await readSavedLatents(await scriptFile(latents, 'read', context), latent));
  return labelledItems([...values.keys()], file, saved || undefined, context);
}

/** Labels are judged by regions that were held out, so each class has to be in more than one. */
function requireRegions({ kind, values }: Labels, items: readonly LabelledItem[], file: string): void {
  const labels = [...values.values()];
  for (const label of kind === 'classes' ? [0, 1] : [undefined]) {
    const groups = items.filter((_, row) => label === undefined || labels[row] === label);
    const regions = groupsOf(groups.map(({ group }) => group)).length;
    const of = label === undefined ? '' : ` with the label ${label}`;
    if (regions < 2)
      fail('labels-too-few', { file, found: `${regions} region${of}`, needed: 'at least two regions' });
  }
}

/** Of everything that a classifier depends on, but the world. */
function digestOf({ kind, values }: Labels, items: readonly LabelledItem[]): string {
  const rows = items.map(({ item }) => [item.position ?? [...(item.latent ?? [])], values.get(item.id)]);
  return createHash('sha256')
    .update(JSON.stringify([kind, rows]))
    .digest('hex');
}

async function labelledEmbeddings(
  { values }: Labels,
  items: readonly LabelledItem[],
  context: Context,
): Promise<Labelled> {
  const embeddings = await embeddingOfEach(
    items.map(({ item }) => item),
    context,
  );
  const width = embeddings[0].length;
  const rows = new Float64Array(items.length * width);
  embeddings.forEach((embedding, row) => rows.set(embedding, row * width));
  return { rows, values: Float64Array.from(values.values()), groups: items.map(({ group }) => group) };
}
