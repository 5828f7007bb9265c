import { exp } from '../../numeric/deterministic.js';
import { PATCH_SIZE } from '../../physics/field.js';
import type { Box } from './box.js';

/** The weights reach so many standard deviations. */
const REACH = 4;

/** `field` seen through a round Gaussian of standard deviation `sigma` Mm; beyond its edges it goes on as at the edge. */
export function blurred(field: Float64Array, box: Box, sigma: number): Float64Array {
  return blurredPixels(field, (sigma * PATCH_SIZE) / box.width, (sigma * PATCH_SIZE) / box.height);
}

/** The same with standard deviations in pixels, along rows and along columns. */
export function blurredPixels(field: Float64Array, alongRows: number, alongColumns: number): Float64Array {
  return blurLines(blurLines(field, alongRows, PATCH_SIZE, 1), alongColumns, 1, PATCH_SIZE);
}

/** Blurs along lines whose pixels are `step` apart and that start `lineStep` apart; sigma in pixels. */
function blurLines(field: Float64Array, sigma: number, lineStep: number, step: number): Float64Array {
  const weights = gaussianWeights(sigma);
  const reach = (weights.length - 1) / 2;
  const result = new Float64Array(field.length);
  const line = new Float64Array(PATCH_SIZE + 2 * reach);
  for (let start = 0; start < PATCH_SIZE * lineStep; start += lineStep) {
    for (let place = 0; place < line.length; place++) {
      const inside = Math.min(PATCH_SIZE - 1, Math.max(0, place - reach));
      line[place] = field[start + inside * step];
    }
    for (let place = 0; place < PATCH_SIZE; place++) {
      result[start + place * step] = weightedSum(weights, line, place);
    }
  }
  return result;
}

function weightedSum(weights: Float64Array, line: Float64Array, from: number): number {
  let sum = 0;
  for (let index = 0; index < weights.length; index++) sum += weights[index] * line[from + index];
  return sum;
}

/** A Gaussian at whole pixels, sum 1. */
function gaussianWeights(sigma: number): Float64Array {
  const reach = Math.ceil(REACH * sigma);
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, index) => {
    const deviations = (index - reach) / sigma;
    return exp(-0.5 * deviations * deviations);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
