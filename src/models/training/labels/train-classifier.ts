import type { Classifier, LabelValidation } from '../../../latent/classifier.js';
import { pearson } from '../../../numeric/statistics.js';
import { METHOD_NAMES } from '../direction.js';
import type { LinearMethod } from '../linear-svm.js';
import { foldsOf, groupsOf } from './folds.js';
import type { Labelled } from './labelled.js';
import { regress, separate, valuesAt, type Fit, type LinearFunction } from './linear-fit.js';
import { accuracyAt, areaUnderCurve, trueSkill } from './skill.js';

export interface LabelTask extends Labelled {
  readonly parameter: string;
  /** `numbers` are fitted by ridge regression, whatever the solver. */
  readonly kind: 'classes' | 'numbers';
  readonly solver: LinearMethod;
}

/**
 * Of the loss against the regularisation. Small: embeddings have about a hundred components that go together, and labels
 * are often few and of few regions.
 */
const C = 0.01;

/** The same for numbers: here it also says how far predictions are drawn to the mean, which should be little. */
const RIDGE_C = 0.1;

/** Weak: it only keeps the probability finite where every label is right. */
const SQUEEZE_C = 1;

/**
 * Learns from labels a linear function of embeddings. It is judged by labels of regions that were held out, five times
 * over, and then trained on all.
 *
 * @param task at least two groups of each class
 * @throws GiqError `one-class`, `solver-not-converged`
 */
export function trainClassifier(task: LabelTask): Classifier {
  const { parameter, kind, solver, values, groups } = task;
  const fit: Fit =
    kind === 'numbers' ? (some) => regress(some, RIDGE_C) : (some) => separate(some, solver, C);
  const heldOut = heldOutValues(task, fit);
  const regions = groupsOf(groups).length;
  const common = { parameter, trainedOn: `${values.length} labels of ${regions} regions` };
  if (kind === 'numbers') {
    const validation = { kind, correlation: pearson(heldOut, values) };
    return { ...common, gives: 'number', ...fit(task), method: `ridge C=${RIDGE_C}`, validation };
  }
  const squeeze = squeezeOf(heldOut, task);
  const probabilities = valuesAt(squeeze, heldOut).map((value) => 1 / (1 + Math.exp(-value)));
  const method = `${METHOD_NAMES[solver]} C=${C}`;
  const validation = validationOf(probabilities, values);
  return { ...common, gives: 'probability', ...through(fit(task), squeeze), method, validation };
}

/** What every row gets from a function that has not seen its region. */
function heldOutValues(labelled: Labelled, fit: Fit): Float64Array {
  const values = new Float64Array(labelled.values.length);
  for (const { training, heldOut, rows } of foldsOf(labelled)) {
    const found = valuesAt(fit(training), heldOut.rows);
    rows.forEach((row, index) => (values[row] = found[index]));
  }
  return values;
}

/** From the place beside the plane to the log odds of the label (Platt 1999), by what held-out rows got. */
function squeezeOf(heldOut: Float64Array, { values, groups }: Labelled): LinearFunction {
  return separate({ rows: heldOut, values, groups }, 'logistic', SQUEEZE_C);
}

function through({ weights, intercept }: LinearFunction, squeeze: LinearFunction): LinearFunction {
  const [factor] = squeeze.weights;
  return {
    weights: weights.map((weight) => weight * factor),
    intercept: intercept * factor + squeeze.intercept,
  };
}

/** A rare label seldom has a probability of one half: its skill is that of saying "more probable than usual". */
function validationOf(probabilities: Float64Array, labels: Float64Array): LabelValidation {
  const usual = labels.filter((label) => label === 1).length / labels.length;
  return {
    kind: 'classes',
    accuracy: accuracyAt(probabilities, labels, 0.5),
    auc: areaUnderCurve(probabilities, labels),
    tss: trueSkill(probabilities, labels, usual),
  };
}
