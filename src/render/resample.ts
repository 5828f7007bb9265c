import type { Field } from '../physics/field.js';
import { resamplingKernel } from '../physics/kernel.js';
import type { Kernel } from '../physics/kernel.js';

/** The field on `columns` × `rows` pixels, row-major, in kG: area-averaged where they are fewer, interpolated where more. */
export function resampleTo(field: Field, columns: number, rows: number): Float32Array {
  const across = resamplingKernel(field.size, columns);
  const down = resamplingKernel(field.size, rows);
  return Float32Array.from({ length: columns * rows }, (_, position) =>
    weightedSum(field, across, position % columns, down, Math.floor(position / columns)),
  );
}

function weightedSum(field: Field, across: Kernel, column: number, down: Kernel, row: number): number {
  let sum = 0;
  down.weights[row].forEach((rowWeight, j) => {
    const start = (down.starts[row] + j) * field.size + across.starts[column];
    across.weights[column].forEach((weight, i) => (sum += rowWeight * weight * field.pixels[start + i]));
  });
  return sum;
}
