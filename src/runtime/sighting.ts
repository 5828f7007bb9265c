/** What a search in latent space sees: parameters of rendered latents, and how they change with the latent. */
import type { Look, Sight } from '../latent/calibrate.js';
import type { Model } from '../models/engine.js';
import { norm } from '../numeric/linear-algebra.js';
import { runInChunks } from '../models/run-in-chunks.js';
import { PATCH_SIZE, type Field } from '../physics/field.js';
import { measureAims } from '../physics/soft/aim.js';
import { differentiate } from '../physics/soft/index.js';
import { packLatents, throwIfCancelled } from './imaging.js';

const AREA = PATCH_SIZE * PATCH_SIZE;
/** Step of finite differences in latent units: rounding of float32 pixels and curvature are both far smaller. */
const DIFFERENCE = 0.02;

/** Looks at latents through a generator: a batch is rendered at once, and gradients pulled back item by item. */
export function lookThrough(generator: Model, names: readonly string[], signal?: AbortSignal): Look {
  return async (latents) => {
    const packed = packLatents(latents);
    const pixels = await runInChunks(generator, packed, latents.length, { ...(signal && { signal }) });
    return latents.map((latent, index) => {
      const field = { pixels: pixels.subarray(index * AREA, (index + 1) * AREA), size: PATCH_SIZE };
      return sightOf(generator, latent, field, names, signal);
    });
  };
}

function sightOf(
  generator: Model,
  latent: Float64Array,
  field: Field,
  names: readonly string[],
  signal?: AbortSignal,
): Sight {
  return {
    values: measureAims(field, names),
    jacobian: () => {
      if (signal) throwIfCancelled(signal);
      return generator.pullback
        ? pullBack(generator.pullback, latent, field, names)
        : differences(generator, latent, field, names, signal);
    },
  };
}

/** One row a name: the gradient of the soft twin with respect to the pixels, pulled back. */
async function pullBack(
  pullback: NonNullable<Model['pullback']>,
  latent: Float64Array,
  field: Field,
  names: readonly string[],
): Promise<Float64Array> {
  const gradients = differentiate(field, names).map(({ gradient }) => gradient);
  // Scaled to length 1, so that what is summed on the way stays in the range where float32 is exact enough.
  const lengths = gradients.map((gradient) => norm(gradient) || 1);
  const cotangents = new Float32Array(names.length * AREA);
  gradients.forEach((gradient, row) =>
    cotangents.set(
      gradient.map((value) => value / lengths[row]),
      row * AREA,
    ),
  );
  const rows = await pullback(Float32Array.from(latent), cotangents, names.length);
  return Float64Array.from(rows, (value, index) => value * lengths[Math.floor(index / latent.length)]);
}

/** The same from renders of the latent's neighbours along every axis, for engines that cannot differentiate. */
async function differences(
  generator: Model,
  latent: Float64Array,
  field: Field,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<Float64Array> {
  const dimension = latent.length;
  const neighbours = Array.from(latent, (_, axis) =>
    latent.map((value, i) => (i === axis ? value + DIFFERENCE : value)),
  );
  const options = signal ? { signal } : {};
  const pixels = await runInChunks(generator, packLatents(neighbours), dimension, options);
  const here = differentiate(field, names);
  const rows = new Float64Array(names.length * dimension);
  for (let axis = 0; axis < dimension; axis++) {
    const neighbour = { pixels: pixels.subarray(axis * AREA, (axis + 1) * AREA), size: PATCH_SIZE };
    differentiate(neighbour, names).forEach(({ value }, row) => {
      rows[row * dimension + axis] = (value - here[row].value) / DIFFERENCE;
    });
  }
  return rows;
}
