import type { Field } from '../field.js';
import type { SoftField, SoftMask } from './soft-field.js';

/** Flux in kG px below which a polarity is as good as absent; keeps its centroid finite. */
const FAINT = 1e-6;

/** The centroid of one polarity in pixels. */
interface Centroid {
  readonly flux: number;
  readonly row: number;
  readonly column: number;
}

/** What the centroids of both polarities say of their separation, in pixels; signs as in `Separation`. */
export interface SoftSeparation {
  readonly rows: number;
  readonly columns: number;
}

function centroidOf({ pixels, size }: Field, { sign, weight }: SoftMask): Centroid {
  let [flux, rowMoment, columnMoment] = [FAINT, 0, 0];
  for (let index = 0; index < pixels.length; index++) {
    const strength = weight[index] * Math.max(sign * pixels[index], 0);
    flux += strength;
    rowMoment += strength * Math.floor(index / size);
    columnMoment += strength * (index % size);
  }
  return { flux, row: rowMoment / flux, column: columnMoment / flux };
}

/**
 * A function of the separation with its gradient: `derivative` gives ∂/∂rows and ∂/∂columns, and the chain rule through
 * both centroids does the rest. A centroid moves by (place − centroid) / flux for each unit of flux at a place.
 */
export function ofSeparation(
  field: SoftField,
  value: (separation: SoftSeparation) => number,
  derivative: (separation: SoftSeparation) => SoftSeparation,
): { readonly value: number; readonly gradient: Float32Array } {
  const [positive, negative] = [centroidOf(field, field.positive), centroidOf(field, field.negative)];
  const separation = { rows: negative.row - positive.row, columns: positive.column - negative.column };
  const { rows, columns } = derivative(separation);
  const gradient = new Float32Array(field.pixels.length);
  addMoves(gradient, field, field.positive, positive, { rows: -rows, columns });
  addMoves(gradient, field, field.negative, negative, { rows, columns: -columns });
  return { value: value(separation), gradient };
}

/** Adds what one polarity's centroid contributes: `by` says how the value grows with its row and column. */
function addMoves(
  gradient: Float32Array,
  { pixels, size }: Field,
  { sign, weight, slope }: SoftMask,
  { flux, row, column }: Centroid,
  by: SoftSeparation,
): void {
  for (let index = 0; index < pixels.length; index++) {
    const strength = sign * pixels[index];
    if (strength <= 0) continue;
    const growth = sign * weight[index] + strength * slope[index];
    const move = by.rows * (Math.floor(index / size) - row) + by.columns * ((index % size) - column);
    gradient[index] += (growth * move) / flux;
  }
}

/** Length of the separation in pixels, kept off 0 where its direction is not defined. */
export function lengthOf({ rows, columns }: SoftSeparation): number {
  return Math.sqrt(rows * rows + columns * columns + 1e-12);
}
