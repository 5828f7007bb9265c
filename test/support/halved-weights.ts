import { readSafetensors, writeSafetensors } from '../../src/models/safetensors.js';

/** Weights of another network of the same layers: all of them halved. */
export function halvedWeights(bytes: Buffer): Uint8Array {
  const halved = [...readSafetensors(bytes, 'weights').tensors].map(([name, { data, ...rest }]) => {
    return [name, { ...rest, data: Float32Array.from(data as Float32Array, (value) => value / 2) }] as const;
  });
  return writeSafetensors(new Map(halved));
}
