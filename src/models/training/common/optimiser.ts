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
