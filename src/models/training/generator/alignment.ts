import { normalQuantile } from '../../../numeric/normal-quantile.js';
import type { Tensor, Tensor2D, Tensor4D, Tfjs } from '../../engines/tfjs-layout.js';
import type { Alignable } from './alignable.js';
import type { PatchSet } from '../common/patch-cache.js';
import { readPatch } from '../common/patch-cache.js';
import { softParameters } from './soft-parameters.js';

/** How the soft parameters of the archive are distributed: a Gaussian copula. */
export interface Copula {
  readonly names: readonly Alignable[];
  /** Values at the shares, ascending, by parameter. */
  readonly quantiles: readonly Float64Array[];
  /** Normal scores of the shares. */
  readonly scores: Float64Array;
  /** Lower Cholesky factor of the correlation of the scores, row by row. */
  readonly factor: readonly (readonly number[])[];
}

const SHARES = 64;
const PATCHES_MOST = 2048;
const CHUNK = 64;
const SCORE_MOST = 6;

/** Signs that change under the flips and mirrors that leave the Sun's laws as they are; others stay. */
const SYMMETRIES: readonly Partial<Record<Alignable, number>>[] = [
  {},
  { TILT: -1 },
  { LP: -1, TILT: -1, NET: -1 },
  { LP: -1, NET: -1 },
];

/** Measures the archive, evenly thinned to at most 2048 patches. */
export async function measureCopula(
  tf: Tfjs,
  patches: PatchSet,
  names: readonly Alignable[],
): Promise<Copula> {
  const rows = symmetrise(await measure(tf, patches, names), names);
  const shares = Array.from({ length: SHARES }, (_, i) => 0.005 + (0.99 * i) / (SHARES - 1));
  const scores = Float64Array.from(shares, normalQuantile);
  const quantiles = names.map((_, j) => {
    const sorted = Float64Array.from(rows, (row) => row[j]).sort();
    return Float64Array.from(shares, (share) => sorted[Math.floor(share * sorted.length)]);
  });
  const scored = rows.map((row) =>
    row.map((value, j) => {
      const { slope, intercept } = lineAt(value, quantiles[j], scores);
      return limit(slope * value + intercept);
    }),
  );
  return { names, quantiles, scores, factor: cholesky(correlation(scored)) };
}

async function measure(tf: Tfjs, patches: PatchSet, names: readonly Alignable[]): Promise<number[][]> {
  const { count, size } = patches;
  const used = Math.min(count, PATCHES_MOST);
  const pose = { sign: 1, northSouth: false, eastWest: false } as const;
  const rows: number[][] = [];
  for (let first = 0; first < used; first += CHUNK) {
    const many = Math.min(CHUNK, used - first);
    const pixels = new Float32Array(many * size * size);
    for (let i = 0; i < many; i++) {
      const index = Math.floor(((first + i) * count) / used);
      readPatch(patches, index, pose, pixels.subarray(i * size * size, (i + 1) * size * size));
    }
    const measured = tf.tidy(() => softParameters(tf, tf.tensor(pixels, [many, size, size, 1]), names));
    const values = await measured.data();
    measured.dispose();
    for (let i = 0; i < many; i++) rows.push([...values.subarray(i * names.length, (i + 1) * names.length)]);
  }
  return rows;
}

function symmetrise(rows: readonly number[][], names: readonly Alignable[]): number[][] {
  const signs = SYMMETRIES.map((changed) => names.map((name) => changed[name] ?? 1));
  return rows.flatMap((row) => signs.map((sign) => row.map((value, j) => sign[j] * value)));
}

/** A normal score is slope × value + intercept. */
interface Line {
  readonly slope: number;
  readonly intercept: number;
}

/** The line between the two quantiles around a value. */
function lineAt(value: number, quantiles: Float64Array, scores: Float64Array): Line {
  const above = quantiles.findIndex((quantile) => quantile > value);
  return lineBelow(above < 0 ? quantiles.length - 1 : Math.max(above, 1), quantiles, scores);
}

/** The line between a quantile and the one before it. */
function lineBelow(above: number, quantiles: Float64Array, scores: Float64Array): Line {
  const width = Math.max(quantiles[above] - quantiles[above - 1], 1e-4);
  const slope = (scores[above] - scores[above - 1]) / width;
  return { slope, intercept: scores[above - 1] - slope * quantiles[above - 1] };
}

const limit = (score: number) => Math.min(Math.max(score, -SCORE_MOST), SCORE_MOST);

/**
 * Mean squared distance between the normal scores of the images' soft parameters and what the first latent numbers ask
 * for: scores of the archive's correlation.
 *
 * @param images [batch, size, size, 1] in kG
 * @param latents [batch, dimension]
 * @param emphasis how much each parameter counts beside the others, [parameters]
 */
export function alignmentLoss(
  tf: Tfjs,
  copula: Copula,
  images: Tensor,
  latents: Tensor,
  emphasis: readonly number[] = copula.names.map(() => 1),
): Tensor {
  const { names, factor } = copula;
  const wide = names.length;
  const count = latents.shape[0];
  const found = normalScores(tf, copula, softParameters(tf, images as Tensor4D, names));
  const asked = tf.matMul(
    tf.slice(latents, [0, 0], [count, wide]) as Tensor2D,
    tf.tensor2d(factor.map((_, row) => factor.map((line) => line[row])) as number[][]),
  );
  const ofParameters = tf.mean(tf.square(tf.sub(found, asked)), 0);
  const whole = emphasis.reduce((sum, weight) => sum + weight, 0);
  return tf.div(tf.sum(tf.mul(ofParameters, tf.tensor1d([...emphasis]))), whole);
}

/**
 * Piecewise linear, so the slopes of the pieces that the values lie on are the whole derivative. Pieces are found among
 * the tensors, since not every backend lets numbers be read while a loss is differentiated.
 */
function normalScores(tf: Tfjs, copula: Copula, values: Tensor): Tensor {
  const scores = tf.customGrad((x, save) => {
    const [slopes, intercepts] = linesOf(tf, copula, x as Tensor);
    (save as (saved: Tensor[]) => void)([slopes]);
    const gradFunc = (dy: Tensor, saved: Tensor[]) => tf.mul(dy, saved[0]);
    return { value: tf.add(tf.mul(x as Tensor, slopes), intercepts), gradFunc };
  })(values);
  return tf.clipByValue(scores, -SCORE_MOST, SCORE_MOST);
}

/** Slopes and intercepts of the pieces that values lie on, each [batch, parameters]. */
function linesOf(tf: Tfjs, { names, quantiles, scores }: Copula, values: Tensor): [Tensor, Tensor] {
  const [wide, shares] = [names.length, scores.length];
  const edges = tf.tensor3d([quantiles.map((row) => [...row])], [1, wide, shares]);
  const isAbove = tf.lessEqual(edges, tf.reshape(values, [-1, wide, 1]));
  const above = tf.clipByValue(tf.sum(tf.cast(isAbove, 'float32'), 2), 1, shares - 1);
  const offsets = tf.tensor1d(names.map((_, j) => j * shares));
  const places = tf.cast(tf.add(above, offsets), 'int32');
  const lines = quantiles.flatMap((row) =>
    [...row].map((_, place) => lineBelow(Math.max(place, 1), row, scores)),
  );
  const part = (of: (line: Line) => number) => tf.gather(tf.tensor1d(lines.map(of)), places);
  return [part(({ slope }) => slope), part(({ intercept }) => intercept)];
}

function correlation(rows: readonly (readonly number[])[]): number[][] {
  const wide = rows[0].length;
  const axes = Array.from({ length: wide }, (_, j) => j);
  const means = axes.map((j) => rows.reduce((sum, row) => sum + row[j], 0) / rows.length);
  const covariance = axes.map((i) =>
    axes.map((j) => rows.reduce((sum, row) => sum + (row[i] - means[i]) * (row[j] - means[j]), 0)),
  );
  return axes.map((i) => axes.map((j) => covariance[i][j] / Math.sqrt(covariance[i][i] * covariance[j][j])));
}

/** The lower triangle L with L Lᵀ = matrix, upper half zero. */
function cholesky(matrix: readonly (readonly number[])[]): number[][] {
  const lower = matrix.map((row) => row.map(() => 0));
  for (let i = 0; i < matrix.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i][j];
      for (let k = 0; k < j; k++) rest -= lower[i][k] * lower[j][k];
      lower[i][j] = i === j ? Math.sqrt(Math.max(rest, 1e-9)) : rest / lower[j][j];
    }
  }
  return lower;
}
