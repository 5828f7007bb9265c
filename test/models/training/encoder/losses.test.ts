import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  ntXentLoss,
  parametersLoss,
  simsiamLoss,
  vicregLoss,
  type Pair,
} from '../../../../src/models/training/encoder/losses.js';
import { numbers, on, openBackends, relativeError } from '../../engines/kernels/support.js';

beforeAll(openBackends);

const [COUNT, LENGTH] = [4, 3];
const SHAPE = [COUNT, LENGTH];

type Rows = readonly (readonly number[])[];

const rows = (seed: number): Rows => {
  const values = numbers(SHAPE, seed);
  return Array.from({ length: COUNT }, (_, i) => [...values.slice(i * LENGTH, (i + 1) * LENGTH)]);
};
const [U, V] = [rows(1), rows(2)];
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
const dot = (a: readonly number[], b: readonly number[]) => sum(a.map((value, i) => value * b[i]));
const cosine = (a: readonly number[], b: readonly number[]) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
const column = (matrix: Rows, j: number) => matrix.map((row) => row[j]);
const covariance = (a: readonly number[], b: readonly number[]) =>
  sum(a.map((value, i) => (value - mean(a)) * (b[i] - mean(b)))) / (a.length - 1);

/** Straight from the papers' formulas, number by number. */
const byHand = {
  simsiam: (): number => mean(U.map((u, i) => -cosine(u, V[i]))),
  vicreg: (): number => {
    const apart = mean(U.flatMap((u, i) => u.map((value, j) => (value - V[i][j]) ** 2)));
    const columns = [0, 1, 2];
    const part = (matrix: Rows) => {
      const spread = mean(
        columns.map((j) =>
          Math.max(0, 1 - Math.sqrt(covariance(column(matrix, j), column(matrix, j)) + 1e-4)),
        ),
      );
      const mixed = columns.flatMap((i) =>
        columns.filter((j) => j !== i).map((j) => covariance(column(matrix, i), column(matrix, j)) ** 2),
      );
      return 25 * spread + sum(mixed) / LENGTH;
    };
    return 25 * apart + (part(U) + part(V)) / 2;
  },
  'nt-xent': (): number => {
    const all = [...U, ...V];
    return mean(
      all.map((one, i) => {
        const odds = all.map((other, j) => (j === i ? 0 : Math.exp(cosine(one, other) / 0.15)));
        return -Math.log(odds[(i + COUNT) % (2 * COUNT)] / sum(odds));
      }),
    );
  },
  parameters: (): number => 0.5 * mean(U.flatMap((u, i) => u.map((value, j) => (value - V[i][j]) ** 2))),
};

const zero = () => tf.zeros(SHAPE);
const losses: Readonly<Record<keyof typeof byHand, (views: Pair) => tf.Tensor>> = {
  simsiam: (views) => simsiamLoss(tf, views, views),
  vicreg: (views) => vicregLoss(tf, views, { invariance: 25, variance: 25, covariance: 1 }),
  'nt-xent': (views) => ntXentLoss(tf, views, 0.15),
  parameters: ([u, v]) => parametersLoss(tf, [u, zero()], [v, zero()], [0.5, 1]),
};
const pair = (): [tf.Tensor, tf.Tensor] => [
  tf.tensor(numbers(SHAPE, 1), SHAPE),
  tf.tensor(numbers(SHAPE, 2), SHAPE),
];

describe.each(Object.entries(losses))('%s', (name, loss) => {
  it.each(['cpu', 'wasm'])('is what its paper says, on %s', (backend) => {
    const [[found]] = on(backend, () => [loss(pair())]);
    expect(found).toBeCloseTo(byHand[name as keyof typeof byHand](), 4);
  });

  it('has the same gradient on both backends, and it is not zero', () => {
    const gradients = () => tf.grads((u, v) => tf.reshape(loss([u, v]), []))(pair());
    const expected = on('cpu', gradients);
    on('wasm', gradients).forEach((values, i) =>
      expect(relativeError(values, expected[i])).toBeLessThan(1e-4),
    );
    expect(expected[0].some((value) => Math.abs(value) > 1e-3)).toBe(true);
  });
});

it('sends no gradient of SimSiam through the view that is held fixed', () => {
  const [gradient] = on('cpu', () => [
    tf.grad((z) => tf.reshape(simsiamLoss(tf, [z, z], pair()), []))(tf.tensor(numbers(SHAPE, 3), SHAPE)),
  ]);
  expect([...gradient].every((value) => value === 0)).toBe(true);
});

it('counts the errors of some parameters more', () => {
  const errors = [[3, 1, 0]];
  const views = (): Pair => [tf.tensor2d(errors), tf.zeros([1, 3])];
  const none = (): Pair => [tf.zeros([1, 3]), tf.zeros([1, 3])];
  const loss = (emphasis?: number[]) => {
    const [[found]] = on('cpu', () => [parametersLoss(tf, views(), none(), [1, 1], emphasis)]);
    return found;
  };
  expect(loss()).toBeCloseTo((9 + 1) / 3, 5);
  expect(loss([1, 1, 1])).toBeCloseTo((9 + 1) / 3, 5);
  expect(loss([4, 1, 1])).toBeCloseTo((4 * 9 + 1) / 6, 5);
});
