import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { trainLinearSvm } from '../../../src/models/training/linear-svm.js';
import type { SvmSolver } from '../../../src/models/training/linear-svm.js';
import { dot, norm } from '../../../src/numeric/linear-algebra.js';
import { GiqError } from '../../../src/diagnostics/diagnostic.js';
import { rowsAndLabels } from './lcg.js';

interface Answer {
  readonly weights: number[];
  readonly intercept: number;
}

interface Case {
  readonly seed: number;
  readonly count: number;
  readonly dimension: number;
  readonly positive: number;
  readonly answers: Partial<Record<SvmSolver, Answer>>;
}

const oracle = new URL('../../oracles/svm.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(oracle, 'utf8')) as { cases: Case[] };

/** Degrees between our weights and scikit-learn's that are allowed: the iterative solvers stop a little early. */
const DEGREES: Readonly<Record<SvmSolver, number>> = { primal: 1e-5, dual: 0.2, 'ml-svm': 0.5 };

const checks = cases.flatMap(({ answers, ...task }) =>
  Object.entries(answers).map(([solver, answer]) => ({ ...task, solver: solver as SvmSolver, answer })),
);

/** By the sine of the angle: the cosine of a small angle has no digits left. */
function degreesBetween(a: Float64Array, b: readonly number[]): number {
  const difference = Array.from(a, (value, i) => value / norm(a) - b[i] / norm(b));
  return (2 * Math.asin(norm(difference) / 2) * 180) / Math.PI;
}

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof GiqError) return error.diagnostics[0].code;
  }
  return 'none';
}

describe('trainLinearSvm', () => {
  it.each(checks)(
    '$solver agrees with scikit-learn on $count × $dimension',
    ({ solver, answer, ...task }) => {
      const data = rowsAndLabels(task.seed, task.count, task.dimension);
      expect(data.labels.filter((label) => label > 0)).toHaveLength(task.positive);
      const { weights, intercept } = trainLinearSvm({ ...data, solver });
      expect(degreesBetween(weights, answer.weights)).toBeLessThan(DEGREES[solver]);
      expect(Math.abs(norm(weights) / norm(answer.weights) - 1)).toBeLessThan(
        solver === 'primal' ? 1e-6 : 0.03,
      );
      expect(Math.abs(intercept - answer.intercept)).toBeLessThan(solver === 'primal' ? 1e-6 : 0.005);
    },
  );

  it('has a closed form for two points: the squared hinge is 0.8 of the way to the hard margin', () => {
    // Rows ±1: minimise w²/2 + 2C (1 − w)² → w = 4C / (1 + 4C).
    const { weights, intercept } = trainLinearSvm({
      rows: Float64Array.of(1, -1),
      labels: Int8Array.of(1, -1),
    });
    expect(weights[0]).toBeCloseTo(0.8, 12);
    expect(intercept).toBeCloseTo(0, 12);
  });

  it('gives float32 rows the same treatment', () => {
    const { rows, labels } = rowsAndLabels(3, 200, 5);
    const single = Float32Array.from(rows);
    const weights = trainLinearSvm({ rows: single, labels }).weights;
    expect(weights).toEqual(trainLinearSvm({ rows: Float64Array.from(single), labels }).weights);
  });

  it.each(['primal', 'dual', 'ml-svm'] as const)('%s gives the same bits twice', (solver) => {
    const data = rowsAndLabels(4, 100, 5);
    expect(trainLinearSvm({ ...data, solver })).toEqual(trainLinearSvm({ ...data, solver }));
  });

  it('lets a larger C fit separable rows with a smaller margin', () => {
    const { rows } = rowsAndLabels(5, 200, 5);
    const plane = Float64Array.of(1, 2, 0, -1, 0);
    const labels = Int8Array.from({ length: 200 }, (_, i) => (dot(plane, rows.subarray(5 * i)) > 0 ? 1 : -1));
    const [soft, hard] = [0.01, 1000].map((C) => trainLinearSvm({ rows, labels, C }));
    expect(norm(hard.weights)).toBeGreaterThan(norm(soft.weights));
    labels.forEach((label, i) =>
      expect(label * (dot(hard.weights, rows.subarray(5 * i)) + hard.intercept)).toBeGreaterThan(0),
    );
  });
});

describe('what trainLinearSvm refuses', () => {
  it('is labels of one class', () => {
    const task = { rows: Float64Array.of(1, 2), labels: Int8Array.of(1, 1) };
    expect(codeOf(() => trainLinearSvm(task))).toBe('one-class');
  });

  it('is more than 1,000 rows for ml-svm', () => {
    const task = { ...rowsAndLabels(6, 1001, 2), solver: 'ml-svm' as const };
    expect(codeOf(() => trainLinearSvm(task))).toBe('solver-row-limit');
  });

  it('is rows on the wrong side of one another at a cost that coordinate descent cannot bring down', () => {
    const rows = Float64Array.from({ length: 120 }, (_, i) => 5 * Math.sin(13 * i));
    const labels = Int8Array.from({ length: 40 }, (_, i) => (Math.sin(78 * i) > 0 ? 1 : -1));
    expect(codeOf(() => trainLinearSvm({ rows, labels, C: 1e12, solver: 'dual' }))).toBe(
      'solver-not-converged',
    );
  });
});
