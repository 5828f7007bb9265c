import * as tf from '@tensorflow/tfjs-core';
import { openTrainingBackend } from '../../../../src/models/engines/training-backend.js';
import { randomStream } from '../../../../src/numeric/random.js';

/** The plain backend, whose kernels are the library's own, and the one whose kernels are composed. */
export async function openBackends(): Promise<void> {
  await openTrainingBackend('tfjs-cpu');
  await openTrainingBackend('tfjs-wasm');
}

/** Numbers that do not depend on the backend. */
export function numbers(shape: readonly number[], seed: number): Float32Array {
  const stream = randomStream(seed, 0);
  const size = shape.reduce((product, side) => product * side, 1);
  return Float32Array.from({ length: size }, () => stream.normal());
}

/** The values that a computation gives on a backend. */
export function on(backend: string, compute: () => tf.Tensor[]): Float32Array[] {
  void tf.setBackend(backend);
  const results = tf.tidy(compute);
  const values = results.map((tensor) => tensor.dataSync<'float32'>().slice());
  tf.dispose(results);
  return values;
}

/** Largest difference over the largest value. */
export function relativeError(found: Float32Array, expected: Float32Array): number {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
  return found.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]) / largest), 0);
}
