import { createRequire } from 'node:module';
import type SVM from 'ml-svm';
import type { LabelledRows, LinearClassifier } from './linear-svm.js';
import { fail } from '../../diagnostics/diagnostic.js';
import { dot } from '../../numeric/linear-algebra.js';
import { randomStream } from '../../numeric/random.js';

/** It keeps an n × n kernel of plain arrays: 7,000 rows took over 1 GB and minutes, and did not converge. */
const ML_SVM_MOST_ROWS = 1000;
const MOST_ITERATIONS = 10_000;

/** The package brings a matrix library with it, which takes longer to load than a script to check: only for who asks. */
const loadSvm = () => createRequire(import.meta.url)('ml-svm') as typeof SVM;

/** The ml-svm package (simplified SMO) with a linear kernel. */
export function trainMlSvm({ rows, labels }: LabelledRows, C: number): LinearClassifier {
  const count = labels.length;
  if (count > ML_SVM_MOST_ROWS)
    fail('solver-row-limit', { solver: 'ml-svm', rows: count, most: ML_SVM_MOST_ROWS });
  const dimension = rows.length / count;
  const features = Array.from(labels, (_, i) => [...rows.subarray(i * dimension, (i + 1) * dimension)]);
  const random = randomStream(0, 0);
  const machine = new (loadSvm())({
    C,
    kernel: 'linear',
    whitening: false,
    maxIterations: MOST_ITERATIONS,
    random: () => random.uniform(),
  });
  trainOrFail(machine, features, [...labels]);
  const weights = Float64Array.from(machine.W);
  const objective = hingeObjective(features, labels, weights, machine.b, C);
  return { weights, intercept: machine.b, iterations: machine.iterations, objective };
}

function trainOrFail(machine: SVM, features: number[][], labels: number[]): void {
  try {
    machine.train(features, labels);
  } catch (error) {
    // Its only error on valid rows; it has no type of its own.
    if (!(error instanceof Error && error.message === 'max iterations reached')) throw error;
    fail('solver-not-converged', { solver: 'ml-svm', iterations: MOST_ITERATIONS });
  }
}

function hingeObjective(
  features: number[][],
  labels: Int8Array,
  weights: Float64Array,
  intercept: number,
  C: number,
): number {
  const losses = features.map((row, i) => Math.max(0, 1 - labels[i] * (dot(row, weights) + intercept)));
  return dot(weights, weights) / 2 + C * losses.reduce((sum, loss) => sum + loss, 0);
}
