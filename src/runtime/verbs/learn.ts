import type { Classifier, LabelValidation } from '../../latent/classifier.js';
import type { Definition, PlanQuantity } from '../../planner/plan.js';
import { learnFromLabels } from '../labels/learn-labels.js';
import type { Lesson } from '../learned-parts.js';
import { verb, type Context } from '../context.js';
import type { Cell, Table } from '../values.js';
import { learnDirection } from '../learning.js';
import { numberCell } from '../tables.js';
import { contract } from './contract.js';

interface Arguments {
  readonly parameter: PlanQuantity;
  readonly samples: number;
  readonly method: 'svm' | 'logistic' | 'ridge';
  readonly seed: number;
  readonly from?: string;
  readonly column?: string;
  readonly latents?: string;
}

const solvers = { svm: 'primal', logistic: 'logistic', ridge: 'ridge' } as const;

const nameOf = (parameter: PlanQuantity) => (typeof parameter === 'string' ? parameter : parameter.name);

export const learn = verb<Arguments>(
  contract({
    name: 'learn',
    summary: 'trains the latent direction of a parameter',
    description:
      'Generates patches, measures the parameter on them, and separates those above its median from those below by a ' +
      'plane in latent space: 7/10 of them train it, the others say how often it is right. From the next statement on, ' +
      '`shift`, `sweep` and `keeping` know the direction. What was measured is kept for the next `learn`, also on disk ' +
      '(in `$XDG_CACHE_HOME/giq`), so that only the first one takes long.\n\n' +
      'With `from`, labels say what the name means: a CSV with a line of names, then an id and a label a line. A label is ' +
      '0 or 1, true or false, yes or no, or with `method=ridge` any number. Ids are those of observations, of what ' +
      '`generate` makes (`seed-42-0`), or, with `latents`, of saved latents. A classifier learns to tell the labels from ' +
      'embeddings, is judged by regions that were held out, and then gives every patch a probability: that is the value ' +
      'of the new parameter, which can be measured, compared and sorted by, and whose direction is learnt as above.',
    group: 'tell',
    input: ['nothing'],
    output: 'table',
    alsoKnownAs: ['train', 'fit', 'teach'],
    arguments: [
      {
        name: 'parameter',
        form: 'leading',
        type: { kind: 'learnable' },
        summary: 'what a `define` has named, a built-in parameter, or with `from` a new name',
        placeholder: '<parameter>',
        required: true,
      },
      {
        name: 'from',
        form: 'named',
        type: { kind: 'file' },
        summary: 'a CSV of ids and labels that say what the name means',
        placeholder: '<file>',
      },
      {
        name: 'column',
        form: 'named',
        type: { kind: 'text' },
        summary: 'which column holds the labels, where there are several',
        placeholder: '<name>',
      },
      {
        name: 'latents',
        form: 'named',
        type: { kind: 'file' },
        summary: 'the JSON file to which `save` has written the latents that are labelled',
        placeholder: '<file>',
      },
      {
        name: 'samples',
        form: 'named',
        type: { kind: 'integer', min: 100, max: 1_000_000 },
        summary: 'patches to generate',
        placeholder: '<count>',
        default: 2000,
      },
      {
        name: 'method',
        form: 'named',
        type: { kind: 'choice', values: ['svm', 'logistic', 'ridge'] },
        summary: 'how the plane is found',
        placeholder: 'svm|logistic|ridge',
        default: 'svm',
      },
      {
        name: 'seed',
        form: 'named',
        type: { kind: 'seed' },
        summary: 'names the stream of random numbers that the patches come from',
        placeholder: '<seed>',
        default: 1,
      },
    ],
    needs: ({ from }) =>
      from === undefined
        ? [{ kind: 'generator' }]
        : [{ kind: 'generator' }, { kind: 'encoder' }, { kind: 'index' }],
    teaches: (given) => nameOf(given.parameter as PlanQuantity),
    defines: ({ from, parameter }) => (from === undefined ? undefined : (parameter as Definition)),
    examples: [
      { script: 'learn NET samples=200', note: 'a parameter that the world has no direction for' },
      {
        script: 'learn SHARP from "examples/data/labels.csv" samples=200',
        note: 'what 400 labelled observations have in common',
      },
    ],
  }),
  async (_input, given, context) => {
    const { parameter, from, samples, seed } = given;
    const method = solvers[given.method];
    if (typeof parameter === 'string' || from === undefined) {
      const direction = await learnDirection({ quantity: parameter, method, samples, seed }, context);
      return taught({ direction }, given, context);
    }
    const { column, latents } = given;
    const places = { ...(column && { column }), ...(latents && { latents }) };
    const classifier = await learnFromLabels({ parameter: parameter.name, from, method, ...places }, context);
    const task = { quantity: parameter, method, samples, seed };
    const direction = await learnDirection(task, knowing(classifier, context));
    return taught({ direction, labels: { classifier, definition: parameter } }, given, context);
  },
);

/** The same surroundings, in which the classifier is known already: its direction is learnt from what it says. */
function knowing(classifier: Classifier, context: Context): Context {
  const { world } = context;
  const classifiers = async () =>
    new Map([...(await world.classifiers()), [classifier.parameter, classifier]]);
  return { ...context, world: { ...world, classifiers } };
}

/** Hands on what was learnt, and tells of it. */
function taught(lesson: Lesson, { samples, seed }: Arguments, context: Context): Table {
  const { direction, labels } = lesson;
  const { parameter, method, accuracy } = direction;
  context.teach(lesson);
  const skill = labels ? skillOf(labels.classifier.validation) : [];
  if (labels)
    context.emit({
      type: 'note',
      text: `${parameter}: ${labels.classifier.trainedOn}, ${spoken(skill)} on held-out regions`,
    });
  context.emit({
    type: 'note',
    text: `${parameter}: validation accuracy ${accuracy.toFixed(3)} from ${samples} patches`,
  });
  const cells: [string, Cell][] = [
    ['parameter', parameter],
    ...skill,
    ['method', method],
    ['samples', samples],
    ['seed', seed],
    ['accuracy', numberCell(accuracy)],
  ];
  const columns = cells.map(([name]) => ({ name, unit: '' }));
  return { kind: 'table', columns, rows: [cells.map(([, cell]) => cell)] };
}

/** How well labels of held-out regions are told. */
function skillOf(validation: LabelValidation): [string, number][] {
  if (validation.kind === 'numbers') return [['label correlation', validation.correlation]];
  const { accuracy, auc, tss } = validation;
  return [
    ['label accuracy', accuracy],
    ['AUC', auc],
    ['TSS', tss],
  ];
}

const spoken = (skill: readonly [string, number][]) =>
  skill.map(([name, value]) => `${name} ${value.toFixed(3)}`).join(', ');
