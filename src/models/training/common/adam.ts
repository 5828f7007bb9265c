/** What Adam remembers of some parameters. */
export interface Moments {
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** Steps taken. */
  steps: number;
}

export interface AdamOptions {
  readonly rate: number;
  readonly betas: readonly [number, number];
}

const EPS = 1e-8;

export function startMoments(size: number): Moments {
  return { first: new Float32Array(size), second: new Float32Array(size), steps: 0 };
}

/**
 * One step of Adam (Kingma and Ba 2015, algorithm 1) on the first values, as many as there are gradients. Plain
 * JavaScript: the same bytes whatever the backend, and small beside the gradients' own cost.
 */
export function adamStep(
  values: Float32Array,
  gradients: Float32Array,
  moments: Moments,
  { rate, betas: [decayFirst, decaySecond] }: AdamOptions,
): void {
  const { first, second } = moments;
  moments.steps++;
  const correction = Math.sqrt(1 - decaySecond ** moments.steps);
  const size = (rate * correction) / (1 - decayFirst ** moments.steps);
  const eps = EPS * correction;
  for (let i = 0; i < gradients.length; i++) {
    const gradient = gradients[i];
    first[i] = decayFirst * first[i] + (1 - decayFirst) * gradient;
    second[i] = decaySecond * second[i] + (1 - decaySecond) * gradient * gradient;
    values[i] -= (size * first[i]) / (Math.sqrt(second[i]) + eps);
  }
}
