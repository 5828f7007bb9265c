/** For each output pixel of one axis: the first input pixel that it sees, and the weights from there on. */
export interface Kernel {
  readonly starts: readonly number[];
  readonly weights: readonly (readonly number[])[];
}

/** The mean over the exact overlap, in integers: output i covers [i·from, (i+1)·from), input k [k·to, (k+1)·to). */
function overlapWeights(from: number, to: number, output: number): { start: number; weights: number[] } {
  const start = Math.floor((output * from) / to);
  const weights: number[] = [];
  for (let input = start; input * to < (output + 1) * from; input++) {
    const overlap = Math.min((output + 1) * from, (input + 1) * to) - Math.max(output * from, input * to);
    weights.push(overlap / from);
  }
  return { start, weights };
}

/** Linear interpolation between pixel centres; beyond the outermost centre the outermost pixel. */
function linearWeights(from: number, to: number, output: number): { start: number; weights: number[] } {
  const position = ((output + 0.5) * from) / to - 0.5;
  const start = Math.floor(position);
  if (start < 0) return { start: 0, weights: [1] };
  if (start >= from - 1) return { start: from - 1, weights: [1] };
  return { start, weights: [1 - (position - start), position - start] };
}

/** The kernel that brings an axis of `from` pixels to `to`: area average where it shrinks, linear where it grows. */
export function resamplingKernel(from: number, to: number): Kernel {
  const weightsOf = from >= to ? overlapWeights : linearWeights;
  const entries = Array.from({ length: to }, (_, output) => weightsOf(from, to, output));
  return { starts: entries.map(({ start }) => start), weights: entries.map(({ weights }) => weights) };
}

/**
 * Applies a kernel to one line of values.
 *
 * The values are `stride` apart from `offset` on; the results go to `into`, `intoStride` apart from `intoOffset` on.
 */
export function applyKernel(
  { starts, weights }: Kernel,
  values: Float64Array,
  [offset, stride]: readonly [number, number],
  into: Float64Array,
  [intoOffset, intoStride]: readonly [number, number],
): void {
  for (let output = 0; output < starts.length; output++) {
    const terms = weights[output];
    let index = offset + starts[output] * stride;
    let sum = 0;
    for (let term = 0; term < terms.length; term++, index += stride) sum += terms[term] * values[index];
    into[intoOffset + output * intoStride] = sum;
  }
}
