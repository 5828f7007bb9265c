import type { Field } from '../../src/physics/field.js';

/** A field from a function of column and row, in kG. */
export function fieldOf(size: number, value: (column: number, row: number) => number): Field {
  const pixels = Float32Array.from({ length: size * size }, (_, i) => value(i % size, Math.floor(i / size)));
  return { pixels, size };
}

/** A bipole: positive in the east (left), negative in the west, quiet in between. */
export function bipole(size = 128): Field {
  const spot = (x: number, y: number, at: number) => Math.exp(-((x - at) ** 2 + (y - 0.5) ** 2) / 0.01);
  return fieldOf(size, (column, row) => {
    const [x, y] = [(column + 0.5) / size, (row + 0.5) / size];
    return spot(x, y, 0.3) - spot(x, y, 0.7);
  });
}
