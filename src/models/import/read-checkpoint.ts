import { fail } from '../../diagnostics/diagnostic.js';
import type { Checkpoint } from './checkpoint.js';
import { isSafetensors, readSafetensorsCheckpoint } from './safetensors-checkpoint.js';
import { isPickle, readTorchLegacy } from './torch-legacy.js';
import { isZip, readTorchZip } from './torch-zip.js';

/** Field 1 of an ONNX model, its version, as a whole number. */
const ONNX_START = 0x08;

/** Whether bytes begin as an ONNX model does. */
export function isOnnx(bytes: Uint8Array): boolean {
  return bytes[0] === ONNX_START && bytes[1] > 0 && bytes[1] < 0x20 && !isSafetensors(bytes);
}

/**
 * Reads a checkpoint, whose format is known by its first bytes.
 *
 * @param file name for messages
 * @throws GiqError `checkpoint-unknown-format`, `checkpoint-damaged`, `checkpoint-refused`, `tensors-damaged`
 */
export function readCheckpoint(bytes: Uint8Array, file: string): Checkpoint {
  if (isZip(bytes)) return readTorchZip(bytes, file);
  if (isPickle(bytes)) return readTorchLegacy(bytes, file);
  if (isSafetensors(bytes)) return readSafetensorsCheckpoint(bytes, file);
  return fail('checkpoint-unknown-format', { file });
}
