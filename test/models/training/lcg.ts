import type { LabelledRows } from '../../../src/models/training/linear-svm.js';

/** The rows of `rows_and_labels` in test/oracles/svm.py: the same generator, the same order. */
export function rowsAndLabels(seed: number, count: number, dimension: number): LabelledRows {
  let state = seed;
  const number = () => {
    let total = 0;
    for (let i = 0; i < 3; i++) {
      state = (Math.imul(1664525, state) + 1013904223) >>> 0;
      total += state / 2 ** 31 - 1;
    }
    return total;
  };
  const numbers = () => Float64Array.from({ length: dimension }, number);
  const product = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);
  const plane = numbers();
  const length = Math.sqrt(product(plane, plane));
  const rows = new Float64Array(count * dimension);
  const labels = new Int8Array(count);
  for (let i = 0; i < count; i++) {
    const row = numbers();
    rows.set(row, i * dimension);
    labels[i] = product(plane, row) / length + 0.5 * number() + 0.3 > 0 ? 1 : -1;
  }
  return { rows, labels };
}
