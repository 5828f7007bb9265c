/** Logistic and ridge regression against scipy and numpy: test/oracles/linear.py. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { trainLinearSvm } from '../../../src/models/training/linear-svm.js';
import { rowsAndLabels } from './lcg.js';

interface Case {
  readonly seed: number;
  readonly count: number;
  readonly dimension: number;
  /** Weights, and the intercept at the end. */
  readonly answers: Readonly<Record<'logistic' | 'ridge', number[]>>;
}

const oracle = new URL('../../oracles/linear.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(oracle, 'utf8')) as { cases: Case[] };

describe.each(cases)('$count × $dimension', ({ seed, count, dimension, answers }) => {
  it.each(['logistic', 'ridge'] as const)('%s has the weights of scipy', (solver) => {
    const { weights, intercept } = trainLinearSvm({ ...rowsAndLabels(seed, count, dimension), solver });
    const expected = answers[solver];
    [...weights, intercept].forEach((weight, index) => expect(weight).toBeCloseTo(expected[index], 7));
    expect(expected).toHaveLength(dimension + 1);
  });
});
