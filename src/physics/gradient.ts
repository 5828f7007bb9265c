import type { Field } from './field.js';

/**
 * Mean of sqrt(gx² + gy²) over all pixels, in kG/px: central differences, one-sided at the edges (numpy.gradient).
 *
 * Requires a field of at least 2 × 2 pixels.
 */
export function meanGradient({ pixels, size }: Field): number {
  let sum = 0;
  for (let row = 0; row < size; row++) {
    const north = Math.max(row - 1, 0) * size;
    const south = Math.min(row + 1, size - 1) * size;
    // Factors instead of quotients: both are exact, and a division takes several times as long.
    const perRow = south - north === 2 * size ? 0.5 : 1;
    const first = row * size;
    const last = first + size - 1;
    sum += steepness(pixels[first + 1] - pixels[first], (pixels[south] - pixels[north]) * perRow);
    for (let index = first + 1, column = 1; index < last; index++, column++) {
      const alongRow = (pixels[index + 1] - pixels[index - 1]) * 0.5;
      sum += steepness(alongRow, (pixels[south + column] - pixels[north + column]) * perRow);
    }
    const alongColumn = (pixels[south + size - 1] - pixels[north + size - 1]) * perRow;
    sum += steepness(pixels[last] - pixels[last - 1], alongColumn);
  }
  return sum / pixels.length;
}

const steepness = (alongRow: number, alongColumn: number): number =>
  Math.sqrt(alongRow * alongRow + alongColumn * alongColumn);
