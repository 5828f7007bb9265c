import { fail } from '../../diagnostics/diagnostic.js';
import { trainLogistic } from './logistic.js';
import { trainRidge } from './ridge.js';
import { trainMlSvm } from './svm-ml.js';
import { trainDual } from './svm-dual.js';
import { trainPrimal } from './svm-primal.js';

/** Rows to separate: `rows` is n × d in C order, `labels` n times +1 or −1. */
export interface LabelledRows {
  readonly rows: Float64Array | Float32Array;
  readonly labels: Int8Array;
}

/** The separating hyperplane weights · x + intercept = 0; its positive side is that of label +1. */
export interface LinearClassifier {
  readonly weights: Float64Array;
  readonly intercept: number;
  readonly iterations: number;
  /** What the solver minimised, at the end. */
  readonly objective: number;
}

/**
 * - `primal`: squared hinge, regularised intercept, Newton's method: scikit-learn's LinearSVC(dual=False). The default.
 * - `dual`: hinge, regularised intercept, coordinate descent: scikit-learn's LinearSVC(loss='hinge'). Slower.
 * - `ml-svm`: hinge, free intercept, the ml-svm package: scikit-learn's SVC(kernel='linear'). Small sets only.
 */
export type SvmSolver = 'primal' | 'dual' | 'ml-svm';

/** A way to find a separating hyperplane: a support vector machine, logistic regression, or ridge regression. */
export type LinearMethod = SvmSolver | 'logistic' | 'ridge';

export interface SvmTask extends LabelledRows {
  /** Weight of the loss against the regularisation; 1 by default, as in the paper. */
  readonly C?: number;
  readonly solver?: LinearMethod;
}

const SOLVERS = {
  primal: trainPrimal,
  dual: trainDual,
  'ml-svm': trainMlSvm,
  logistic: trainLogistic,
  ridge: trainRidge,
};

/**
 * Trains a linear classifier. The same rows give the same bits: nothing in it is random.
 *
 * @throws GiqError `one-class` when all labels are the same, `solver-row-limit` and `solver-not-converged`
 */
export function trainLinearSvm({ rows, labels, C = 1, solver = 'primal' }: SvmTask): LinearClassifier {
  if (!labels.includes(1) || !labels.includes(-1)) fail('one-class', { rows: labels.length });
  return SOLVERS[solver]({ rows, labels }, C);
}
