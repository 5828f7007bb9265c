/** How much power sits on the lattice that strided transposed convolutions print (science of the generator). */

/** Cells between the point and its neighbourhood, and its outer edge: the foot of the peak is no background. */
const NEAREST = 2;
const FARTHEST = 4;

/**
 * Power at the frequencies of a lattice of `period` pixels, as a ratio to the median power around each of them: about 1
 * where nothing is printed. The mean over the three frequencies (1/period, 0), (0, 1/period) and (1/period, 1/period).
 *
 * @param power mean power spectrum of many patches, size × size, in the layout of `powerSpectrum2d`
 */
export function latticePower(power: Float64Array, size: number, period: number): number {
  const k = size / period;
  const points = [
    [0, k],
    [k, 0],
    [k, k],
  ];
  const ratios = points.map(
    ([row, column]) => power[row * size + column] / background(power, size, row, column),
  );
  return ratios.reduce((sum, ratio) => sum + ratio, 0) / points.length;
}

/** The median power of the square ring around a cell; frequencies wrap round. */
function background(power: Float64Array, size: number, row: number, column: number): number {
  const around: number[] = [];
  for (let down = -FARTHEST; down <= FARTHEST; down++) {
    for (let right = -FARTHEST; right <= FARTHEST; right++) {
      if (Math.max(Math.abs(down), Math.abs(right)) < NEAREST) continue;
      around.push(power[((row + down + size) % size) * size + ((column + right + size) % size)]);
    }
  }
  return around.sort((a, b) => a - b)[around.length >> 1];
}
