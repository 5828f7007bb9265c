import { PATCH_SIZE } from '../../src/physics/field.js';
import { applyKernel, resamplingKernel } from '../../src/physics/kernel.js';

/** Side in Mm of four SHARP pixels, about 2 arc seconds: what R_VALUE counts. */
const CELL = 4 * 0.3644;

const THRESHOLD = 150;

/** Standard deviation, in cells, of the Gaussian of full width 10 that surrounds the inversion line, and its reach. */
const DEVIATION = 10 / 2.3548;
const REACH = 20;

interface Grid {
  readonly values: Float64Array;
  readonly width: number;
  readonly height: number;
}

/**
 * Σ of |Blos| around the inversion line in G × cells of 1.46 Mm, whose log10 is R_VALUE: cells within 1 of both a cell
 * > 150 G and one < −150 G are the line, and every cell counts by the line convolved with a Gaussian of area 1.
 *
 * Source: Schrijver 2007, ApJ 655, L117, as the SHARP pipeline computes it (Bobra et al. 2014, sharp_functions.c, computeR).
 * The box is in Mm.
 */
export function inversionLineFlux(
  lineOfSight: Float64Array,
  box: { readonly width: number; readonly height: number },
): number {
  const grid = inCells(lineOfSight, Math.round(box.width / CELL), Math.round(box.height / CELL));
  const [positive, negative] = [near(grid, 1), near(grid, -1)];
  const line = positive.map((value, index) => value * negative[index]);
  const weights = smoothed(smoothed({ ...grid, values: line }, 'row'), 'column');
  return weights.values.reduce((sum, weight, index) => sum + weight * Math.abs(grid.values[index]), 0);
}

function inCells(pixels: Float64Array, width: number, height: number): Grid {
  const rows = new Float64Array(PATCH_SIZE * width);
  const across = resamplingKernel(PATCH_SIZE, width);
  for (let row = 0; row < PATCH_SIZE; row++)
    applyKernel(across, pixels, [row * PATCH_SIZE, 1], rows, [row * width, 1]);
  const values = new Float64Array(width * height);
  const down = resamplingKernel(PATCH_SIZE, height);
  for (let column = 0; column < width; column++)
    applyKernel(down, rows, [column, width], values, [column, width]);
  return { values, width, height };
}

/** 1 where any of the 3 × 3 cells around is stronger than the threshold with this sign. */
function near({ values, width, height }: Grid, sign: number): Float64Array {
  const result = new Float64Array(values.length);
  values.forEach((value, index) => {
    if (sign * value <= THRESHOLD) return;
    const [row, column] = [Math.floor(index / width), index % width];
    for (let y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y++)
      for (let x = Math.max(0, column - 1); x <= Math.min(width - 1, column + 1); x++)
        result[y * width + x] = 1;
  });
  return result;
}

const gaussian = Array.from({ length: 2 * REACH + 1 }, (_, i) =>
  Math.exp(-0.5 * ((i - REACH) / DEVIATION) ** 2),
);
const total = gaussian.reduce((sum, weight) => sum + weight, 0);

function smoothed({ values, width, height }: Grid, along: 'row' | 'column'): Grid {
  const result = new Float64Array(values.length);
  const [length, step] = along === 'row' ? [width, 1] : [height, width];
  values.forEach((value, index) => {
    if (value === 0) return;
    const place = along === 'row' ? index % width : Math.floor(index / width);
    for (let other = Math.max(0, place - REACH); other <= Math.min(length - 1, place + REACH); other++)
      result[index + (other - place) * step] += (value * gaussian[other - place + REACH]) / total;
  });
  return { values: result, width, height };
}
