import type { Tensor } from '../network.js';
import { readSafetensors } from '../safetensors.js';
import type { Checkpoint, StoredTensor } from './checkpoint.js';
import { compareModuleNames } from './name-order.js';

/** Key of the metadata in which giq writes the layer list of a network. */
export const LAYERS_KEY = 'giq.network';

const JSON_START = 0x7b;

/** Whether bytes begin as a safetensors file does: a length, then JSON. */
export function isSafetensors(bytes: Uint8Array): boolean {
  return bytes.length > 8 && bytes[8] === JSON_START && bytes[7] === 0 && bytes[6] === 0;
}

/**
 * Reads a safetensors file. Such files sort their tensors, so the order of modules is told by their names.
 *
 * @throws GiqError `tensors-damaged`
 */
export function readSafetensorsCheckpoint(bytes: Uint8Array, file: string): Checkpoint {
  const { tensors: stored, metadata } = readSafetensors(bytes, file);
  const tensors = [...stored].map(([name, { shape, data }]): [string, StoredTensor] => [
    name,
    { shape, read: (): Tensor => ({ shape, data: Float32Array.from(data) }) },
  ]);
  tensors.sort(([left], [right]) => compareModuleNames(left, right));
  const layers = metadata[LAYERS_KEY];
  return {
    ...{ file, format: 'safetensors', tables: [{ place: '', tensors: new Map(tensors) }] },
    ...(layers !== undefined && { layers }),
  };
}
