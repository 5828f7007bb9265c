/** How far rendered latents are from pictures, and how that changes with the latent. */
import type { Survey } from '../latent/descend.js';
import type { Model } from '../models/engine.js';
import { runInChunks } from '../models/run-in-chunks.js';
import { PATCH_SIZE, type Field } from '../physics/field.js';
import { packLatents, throwIfCancelled } from './imaging.js';

const AREA = PATCH_SIZE * PATCH_SIZE;
/** Points looked at in one run: bounds memory, and keeps Ctrl-C quick. */
const CHUNK = 32;
/** Step of finite differences, in latent units. */
const DIFFERENCE = 0.02;

/** Mean squared differences in kG² between renders and pictures, with their gradients. */
export function compareThrough(generator: Model, pictures: readonly Field[], signal: AbortSignal): Survey {
  return async (points) => {
    const slopes = [];
    for (let first = 0; first < points.length; first += CHUNK) {
      throwIfCancelled(signal);
      const chunk = points.slice(first, first + CHUNK);
      const latents = packLatents(chunk.map(({ z }) => z));
      const wanted = chunk.map(({ target }) => pictures[target]);
      slopes.push(...(await compare(generator, latents, wanted, signal)));
    }
    return slopes;
  };
}

async function compare(
  generator: Model,
  latents: Float32Array,
  wanted: readonly Field[],
  signal: AbortSignal,
) {
  const residuals = residualsOf(await generator.run(latents, wanted.length), wanted);
  const cotangents = residuals.map((value) => (2 * value) / AREA);
  const gradients = generator.pullback
    ? await generator.pullback(latents, cotangents, wanted.length)
    : await differences(generator, latents, residuals, wanted, signal);
  const dimension = gradients.length / wanted.length;
  return wanted.map((_, index) => ({
    value: meanSquare(residuals.subarray(index * AREA, (index + 1) * AREA)),
    gradient: Float64Array.from(gradients.subarray(index * dimension, (index + 1) * dimension)),
  }));
}

/** Renders less pictures, pixel by pixel. */
function residualsOf(pixels: Float32Array, wanted: readonly Field[]): Float32Array {
  return pixels.map((value, index) => value - wanted[Math.floor(index / AREA)].pixels[index % AREA]);
}

export function meanSquare(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value * value, 0) / values.length;
}

/** Gradients from renders of each latent's neighbours along every axis, for engines that cannot differentiate. */
async function differences(
  generator: Model,
  latents: Float32Array,
  residuals: Float32Array,
  wanted: readonly Field[],
  signal: AbortSignal,
): Promise<Float32Array> {
  const dimension = latents.length / wanted.length;
  const gradients = new Float32Array(latents.length);
  for (const [index, picture] of wanted.entries()) {
    const latent = latents.subarray(index * dimension, (index + 1) * dimension);
    const neighbours = Float32Array.from({ length: dimension * dimension }, (_, place) => {
      const [row, axis] = [Math.floor(place / dimension), place % dimension];
      return latent[axis] + (row === axis ? DIFFERENCE : 0);
    });
    const pixels = await runInChunks(generator, neighbours, dimension, { signal });
    const here = meanSquare(residuals.subarray(index * AREA, (index + 1) * AREA));
    const there = residualsOf(pixels, Array<Field>(dimension).fill(picture));
    for (let axis = 0; axis < dimension; axis++) {
      const value = meanSquare(there.subarray(axis * AREA, (axis + 1) * AREA));
      gradients[index * dimension + axis] = (value - here) / DIFFERENCE;
    }
  }
  return gradients;
}
