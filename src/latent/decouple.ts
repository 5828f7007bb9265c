import type { Direction } from './direction.js';
import { fail } from '../diagnostics/diagnostic.js';
import { dot, norm, orthonormalBasis, reject, scaled } from '../numeric/linear-algebra.js';

/** The cosine between the target's normal and one kept normal. */
interface Cosine {
  readonly parameter: string;
  readonly cosine: number;
}

/** A direction freed of the kept ones. `shift P +e` moves e latent units along `normal`. */
export interface Decoupled {
  /** Unit vector, orthogonal to every kept normal within 1e-9. */
  readonly normal: Float64Array;
  /** Length of the part of the target's unit normal that the kept ones leave, 0..1. */
  readonly residualNorm: number;
  /**
   * How much the target's own score n·z + b grows for each unit moved along `normal`: n · n_new. It equals the
   * residual norm up to rounding, because a projection is applied once or twice alike.
   */
  readonly gain: number;
  /** One a kept direction, in the order given. */
  readonly cosines: readonly Cosine[];
}

/** Below this residual norm the answer is mostly estimation noise of the normals: an error, not a shift. */
const SMALLEST_RESIDUAL = 1e-3;

/**
 * A kept normal that adds less than this to the span of those before it is taken to lie in that span. It bounds how
 * far the answer can be from orthogonal to that normal, so it is well below the 1e-9 that is promised.
 */
const RANK_TOLERANCE = 1e-10;

/**
 * The target's normal without its parts along the kept normals:
 * n_new = (I − A(AᵀA)⁻¹Aᵀ) n, normalised, A's columns the kept normals (design section 4; for one kept direction it is
 * the paper's conditional boundary). Near-parallel kept directions, or the same twice, simply span less.
 *
 * @throws GiqError `keeps-target` when the target is among the kept, `dependent-direction` when (almost) nothing is left
 */
export function decouple(target: Direction, kept: readonly Direction[]): Decoupled {
  if (kept.some((direction) => direction.parameter === target.parameter)) {
    fail('keeps-target', { parameter: target.parameter });
  }
  const cosines = kept.map(({ parameter, normal }) => ({ parameter, cosine: dot(target.normal, normal) }));
  const rest = residual(target, kept);
  const residualNorm = norm(rest);
  if (residualNorm < SMALLEST_RESIDUAL) reportDependent(target, kept, cosines, residualNorm);
  const normal = scaled(rest, 1 / residualNorm);
  return { normal, residualNorm, gain: dot(target.normal, normal), cosines };
}

function residual(target: Direction, kept: readonly Direction[]): Float64Array {
  const normals = kept.map((direction) => direction.normal);
  return reject(target.normal, orthonormalBasis(normals, RANK_TOLERANCE));
}

/** Names the closest kept direction, and the others where it is not to blame alone. */
function reportDependent(
  target: Direction,
  kept: readonly Direction[],
  cosines: readonly Cosine[],
  residualNorm: number,
): never {
  const closest = indexOfLargest(cosines.map(({ cosine }) => Math.abs(cosine)));
  const alone = norm(residual(target, [kept[closest]])) < SMALLEST_RESIDUAL;
  fail(
    'dependent-direction',
    {
      target: target.parameter,
      culprit: kept[closest].parameter,
      cosine: cosines[closest].cosine,
      residual: residualNorm,
      others: alone ? 0 : kept.length - 1,
    },
    { hints: [`leave ${kept[closest].parameter} out of the kept parameters`] },
  );
}

function indexOfLargest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}

/** Cosines between all pairs of directions: row i, column j is n_i · n_j; the diagonal is 1. */
export function cosineMatrix(directions: readonly Direction[]): number[][] {
  return directions.map((row) => directions.map((column) => dot(row.normal, column.normal)));
}
