import { addScaled, dot, solvePositiveDefinite } from '../numeric/linear-algebra.js';

/** A picture averaged down to a few numbers. */
export type Sketch = Float32Array;

/** Sketches of what known latents render. */
export interface Album {
  readonly latents: readonly Float64Array[];
  readonly sketches: readonly Sketch[];
}

/** Keeps the estimate from following noise where the album says little, as a share of the mean square of a number. */
const RIDGE = 0.05;

/**
 * The linear estimate of latents from sketches, by ridge regression on an album: rough, but most of what a picture shows
 * on a large scale. For a row y of an album X, Z it is Zᵀ X (XᵀX + λI)⁻¹ y, so each picture costs one solve.
 */
export function linearInverse({ latents, sketches }: Album): (sketch: Sketch) => Float64Array {
  const rows = sketches.map(withConstant);
  const size = rows[0].length;
  const gram = new Float64Array(size * size);
  for (const row of rows) addOuter(gram, row);
  const trace = rows.reduce((sum, row) => sum + dot(row, row), 0);
  for (let i = 0; i < size; i++) gram[i * size + i] += (RIDGE * trace) / size;
  return (sketch) => {
    const weights = solvePositiveDefinite(gram, withConstant(sketch));
    const z = new Float64Array(latents[0].length);
    rows.forEach((row, index) => addScaled(z, latents[index], dot(row, weights)));
    return z;
  };
}

/** The latent of the album whose sketch is nearest. */
export function nearestLatent({ latents, sketches }: Album, wanted: Sketch): Float64Array {
  const distances = sketches.map((sketch) =>
    sketch.reduce((sum, value, i) => sum + (value - wanted[i]) ** 2, 0),
  );
  return latents[distances.indexOf(Math.min(...distances))];
}

/** The last number lets the estimate have an offset. */
function withConstant(sketch: Sketch): Float64Array {
  return Float64Array.from({ length: sketch.length + 1 }, (_, i) => (i < sketch.length ? sketch[i] : 0.1));
}

/** Adds the lower triangle of row rowᵀ. */
function addOuter(matrix: Float64Array, row: Float64Array): void {
  const size = row.length;
  for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) matrix[i * size + j] += row[i] * row[j];
}
