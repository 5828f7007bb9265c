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
    const north = Math.max(row - 1, 0) * size;
    const south = Math.min(row + 1, last) * size;
    // Factors instead of quotients: both are exact, and a division takes several times as long.
    const perRow = south - north === 2 * size ? 0.5 : 1;
    for (let column = 0; column < size; column++) {
      const east = column === 0 ? 0 : column - 1;
      const west = column === last ? last : column + 1;
      const perColumn = west - east === 2 ? 0.5 : 1;
      const alongRow = (pixels[row * size + west] - pixels[row * size + east]) * perColumn;
      const alongColumn = (pixels[south + column] - pixels[north + column]) * perRow;
      sum += Math.sqrt(alongRow * alongRow + alongColumn * alongColumn);
    }
  }
  return sum / pixels.length;
}
