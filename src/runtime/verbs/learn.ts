import type { PlanQuantity } from '../../planner/plan.js';
import { verb } from '../context.js';
import { learnDirection, type LearningTask } from '../learning.js';
import { numberCell } from '../tables.js';
import { contract } from './contract.js';

interface Arguments {
  readonly parameter: PlanQuantity;
  readonly samples: number;
  readonly method: 'svm' | 'logistic' | 'ridge';
  readonly seed: number;
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
      '(in `$XDG_CACHE_HOME/giq`), so that only the first one takes long.',
    group: 'tell',
    input: ['nothing'],
    output: 'table',
    alsoKnownAs: ['train', 'fit', 'teach'],
    arguments: [
      {
        name: 'parameter',
        form: 'leading',
        type: { kind: 'quantity' },
        summary: 'what a `define` has named, or a built-in parameter',
        placeholder: '<parameter>',
        required: true,
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
    needs: () => [{ kind: 'generator' }],
    teaches: (given) => nameOf(given.parameter as PlanQuantity),
    examples: [{ script: 'learn NET samples=200', note: 'a parameter that the world has no direction for' }],
  }),
  async (_input, { parameter, method, ...rest }, context) => {
    const task: LearningTask = { quantity: parameter, method: solvers[method], ...rest };
    const direction = await learnDirection(task, context);
    context.teach(direction);
    const { accuracy } = direction;
    context.emit({
      type: 'note',
      text: `${direction.parameter}: validation accuracy ${accuracy.toFixed(3)} from ${task.samples} patches`,
    });
    const columns = ['parameter', 'method', 'samples', 'seed', 'accuracy'].map((name) => ({
      name,
      unit: '',
    }));
    const row = [direction.parameter, direction.method, task.samples, task.seed, numberCell(accuracy)];
    return { kind: 'table', columns, rows: [row] };
  },
);
