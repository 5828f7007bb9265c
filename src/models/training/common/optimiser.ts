import type { AdamOptions, Moments } from './adam.js';
import { adamStep } from './adam.js';

/** Gradient descent with momentum, as PyTorch has it. */
export interface DescentOptions {
  readonly rate: number;
  /** Share of the last step that is taken again. */
  readonly momentum: number;
  /** Times the values themselves, added to their gradients. */
  readonly decay: number;
}

export type OptimiserOptions = AdamOptions | DescentOptions;

/** A rate that grows for the first images, then falls as a cosine to a hundredth. */
export function rampedCosine(
  rate: number,
  { ramp, images: all }: { readonly ramp: number; readonly images: number },
  images: number,
): number {
  const grown = Math.min(1, (images + 1) / Math.max(ramp, 1));
  return rate * grown * (0.5 * (1 + Math.cos((Math.PI * images) / all)) + 0.01);
}

/** Takes one step on the first values, as many as there are gradients; what it remembers is in the moments. */
export function optimiserStep(
  values: Float32Array,
  gradients: Float32Array,
  moments: Moments,
  options: OptimiserOptions,
): void {
  if ('betas' in options) adamStep(values, gradients, moments, options);
  else descentStep(values, gradients, moments, options);
}

function descentStep(
  values: Float32Array,
  gradients: Float32Array,
  moments: Moments,
  { rate, momentum, decay }: DescentOptions,
): void {
  moments.steps++;
  const { first } = moments;
  for (let i = 0; i < gradients.length; i++) {
    first[i] = momentum * first[i] + gradients[i] + decay * values[i];
    values[i] -= rate * first[i];
  }
}
