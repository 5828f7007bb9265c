import type { Field } from './field.js';

/**
 * Mean of sqrt(gx² + gy²) over all pixels, in kG/px: central differences, one-sided at the edges (numpy.gradient).
 *
 * Requires a field of at least 2 × 2 pixels.
 */
export function meanGradient({ pixels, size }: Field): number {
  const last = size - 1;
  let sum = 0;
  for (let row = 0; row < size; row++) {
    const north = Math.max(row - 1, 0);
    const south = Math.min(row + 1, last);
    for (let column = 0; column < size; column++) {
      const east = Math.max(column - 1, 0);
      const west = Math.min(column + 1, last);
      const alongRow = (pixels[row * size + west] - pixels[row * size + east]) / (west - east);
      const alongColumn = (pixels[south * size + column] - pixels[north * size + column]) / (south - north);
      sum += Math.sqrt(alongRow * alongRow + alongColumn * alongColumn);
    }
  }
  return sum / pixels.length;
}
