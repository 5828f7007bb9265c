import type { Shape } from '../shape.js';
import { shapeText, sizeOf } from '../shape.js';

/** Throws where the values are not `count` items of `shape`: a bug in giq. */
export function checkBatch(values: Float32Array, count: number, shape: Shape): void {
  const expected = count * sizeOf(shape);
  if (values.length === expected) return;
  throw new Error(
    `a batch of ${count} × ${shapeText(shape)} has ${expected} numbers, found ${values.length}`,
  );
}
