/** Rows along their principal axes, which changes no distance. */
import { columnMeans, covariance } from '../../../numeric/covariance.js';
import { symmetricEigen } from '../../../numeric/symmetric-eigen.js';
import type { Embeddings } from '../exact.js';
import { emptyTable, HEAD, setRow, type VectorTable } from './table.js';

/** Principal axes of rows, dimension × dimension: those along which they vary most first. */
export function axesOf({ embeddings: values, dimension }: Embeddings): Float64Array {
  const rows = { values, dimension };
  const spread =
    values.length > dimension ? covariance(rows, columnMeans(rows)) : new Float64Array(dimension ** 2);
  const axes = new Float64Array(dimension * dimension);
  symmetricEigen(spread, dimension).vectors.forEach((axis, index) => axes.set(axis, index * dimension));
  return axes;
}

/** A row along the axes; at least HEAD numbers, with zeros where there are fewer. */
export function turn(vector: Float32Array, axes: Float64Array): Float32Array {
  const dimension = vector.length;
  const turned = new Float32Array(Math.max(HEAD, dimension));
  for (let axis = 0, offset = 0; axis < dimension; axis++, offset += dimension) {
    let [even, odd] = [0, 0];
    let j = 0;
    for (; j + 1 < dimension; j += 2) {
      even += axes[offset + j] * vector[j];
      odd += axes[offset + j + 1] * vector[j + 1];
    }
    turned[axis] = even + odd + (j < dimension ? axes[offset + j] * vector[j] : 0);
  }
  return turned;
}

/** A row of embeddings along the axes. */
export function turnedRow(
  { embeddings, dimension }: Embeddings,
  row: number,
  axes: Float64Array,
): Float32Array {
  return turn(embeddings.subarray(row * dimension, (row + 1) * dimension), axes);
}

/** All rows along the axes. */
export function turnedTable(of: Embeddings, axes: Float64Array): VectorTable {
  const size = of.embeddings.length / of.dimension;
  const table = emptyTable(size, of.dimension);
  for (let row = 0; row < size; row++) setRow(table, row, turnedRow(of, row, axes));
  return table;
}
