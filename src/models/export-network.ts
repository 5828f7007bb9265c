import { fail } from '../diagnostics/diagnostic.js';
import { onnxModel } from './engines/onnx-model.js';
import { LAYERS_KEY } from './import/safetensors-checkpoint.js';
import { writeNetwork } from './network-schema.js';
import { asTensors, writeSafetensors } from './safetensors.js';
import type { LoadedModel, LoadedNetwork } from './world-network.js';

/**
 * The bytes of a network for other programs: float32 safetensors with the layer list in the header, or an ONNX model.
 *
 * @param file its name says the format: `.safetensors` or `.onnx`
 * @throws GiqError `export-unknown-format`, `network-opaque` where an ONNX model is asked for as safetensors
 */
export function exportNetwork(loaded: LoadedNetwork | LoadedModel, file: string, role: string): Uint8Array {
  if (file.endsWith('.onnx'))
    return 'model' in loaded ? loaded.model : onnxModel(loaded.network, loaded.weights);
  if (!file.endsWith('.safetensors')) return fail('export-unknown-format', { file });
  if ('model' in loaded) return fail('network-opaque', { network: role });
  return writeSafetensors(asTensors(loaded.weights), { [LAYERS_KEY]: writeNetwork(loaded.network) });
}
