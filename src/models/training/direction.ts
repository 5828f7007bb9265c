import type { Direction } from '../../latent/direction.js';
import type { LabelledRows, LinearClassifier, LinearMethod } from './linear-svm.js';
import { dot, norm, scaled } from '../../numeric/linear-algebra.js';
import { trainLinearSvm } from './linear-svm.js';
import { medianOf } from './statistics.js';

/** Latents and a parameter measured on the patches that they render as. */
export interface DirectionTask {
  readonly parameter: string;
  /** One row a patch, C order. */
  readonly latents: Float64Array | Float32Array;
  /** One a row, in the parameter's base unit; NaN is missing, and its row is left out. */
  readonly values: Float64Array | Float32Array;
  /** Above what a value is labelled positive; 0 for POLARITY, whose values are ±1, and the median for others. */
  readonly threshold?: 'median' | number;
  /** 1 by default, as in the paper. */
  readonly C?: number;
  readonly solver?: LinearMethod;
  /** What the patches are, in words, for `Direction.trainedOn`: `patches of generator abc123, seed 1`. */
  readonly source: string;
}

export interface TrainedDirection {
  readonly direction: Direction;
  /** Rows left out because the value is missing. */
  readonly missing: number;
  /** Share of the training rows on the right side, 0..1; the direction has that of the held-out ones. */
  readonly trainingAccuracy: number;
}

/** As `Direction.method` names the solvers. */
export const METHOD_NAMES: Readonly<Record<LinearMethod, string>> = {
  primal: 'svm-primal',
  dual: 'svm-dual',
  'ml-svm': 'ml-svm',
  logistic: 'logistic',
  ridge: 'ridge',
};

/** The paper's split of 10,000: 7,000 to train, 3,000 to validate. */
const TRAINING_SHARE = 0.7;

/**
 * The latent direction of a parameter: the normal of the hyperplane that a linear support vector machine puts between
 * patches above and below the parameter's median (the paper, section 3.2). The first 7/10 of the rows, in the order
 * given, train it; the others validate it.
 *
 * @throws GiqError as `trainLinearSvm`
 */
export function trainDirection(task: DirectionTask): TrainedDirection {
  const { C = 1, solver = 'primal' } = task;
  const known = withoutMissing(task);
  const threshold = thresholdOf(task, known.values);
  const [training, validation] = split(labelled(known, threshold));
  const classifier = trainLinearSvm({ ...training, C, solver });
  const length = norm(classifier.weights);
  return {
    direction: {
      parameter: task.parameter,
      normal: scaled(classifier.weights, 1 / length),
      bias: classifier.intercept / length,
      method: `${METHOD_NAMES[solver]} C=${C}`,
      accuracy: accuracyOf(classifier, validation),
      trainedOn: describe(task.source, training, validation),
      threshold,
    },
    missing: task.values.length - known.values.length,
    trainingAccuracy: accuracyOf(classifier, training),
  };
}

/** Share of rows on the side that their label says, 0..1; NaN of none. */
function accuracyOf({ weights, intercept }: LinearClassifier, { rows, labels }: LabelledRows): number {
  const dimension = weights.length;
  const right = labels.filter((label, i) => {
    const row = rows.subarray(i * dimension, (i + 1) * dimension);
    return label * (dot(row, weights) + intercept) > 0;
  });
  return right.length / labels.length;
}

interface Known {
  readonly latents: Float64Array;
  readonly values: Float64Array;
}

function withoutMissing({ latents, values }: DirectionTask): Known {
  const dimension = latents.length / values.length;
  const positions = [...values.keys()].filter((i) => !Number.isNaN(values[i]));
  const rows = new Float64Array(positions.length * dimension);
  positions.forEach((from, to) =>
    rows.set(latents.subarray(from * dimension, (from + 1) * dimension), to * dimension),
  );
  return { latents: rows, values: Float64Array.from(positions, (i) => values[i]) };
}

/** The median is that of the training rows, so that nothing of the held-out ones is used. */
function thresholdOf({ parameter, threshold }: DirectionTask, values: Float64Array): number {
  const wanted = threshold ?? (parameter === 'POLARITY' ? 0 : 'median');
  return wanted === 'median' ? medianOf(values.subarray(0, trainingCount(values.length))) : wanted;
}

function labelled({ latents, values }: Known, threshold: number): LabelledRows {
  return { rows: latents, labels: Int8Array.from(values, (value) => (value > threshold ? 1 : -1)) };
}

function split({ rows, labels }: LabelledRows): readonly [LabelledRows, LabelledRows] {
  const count = trainingCount(labels.length);
  const end = count * (rows.length / labels.length);
  return [
    { rows: rows.subarray(0, end), labels: labels.subarray(0, count) },
    { rows: rows.subarray(end), labels: labels.subarray(count) },
  ];
}

function trainingCount(count: number): number {
  return Math.round(TRAINING_SHARE * count);
}

function describe(source: string, training: LabelledRows, validation: LabelledRows): string {
  return `${training.labels.length} ${source}; validated on ${validation.labels.length} more`;
}
