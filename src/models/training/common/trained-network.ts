import { writeAtomically } from '../../../archive/atomic-write.js';
import type { Network, Weights } from '../../network.js';
import { writeNetwork } from '../../network-schema.js';
import type { SafeTensor } from '../../safetensors.js';
import { asTensors, writeSafetensors } from '../../safetensors.js';

/** A network with the weights that a training has given it, as worlds and engines want them. */
export interface TrainedNetwork {
  readonly network: Network;
  readonly weights: Weights;
}

type Tensors = ReadonlyMap<string, SafeTensor>;

/**
 * Writes `PATH.json` and `PATH.safetensors`, as a world has them.
 *
 * @throws GiqError `file-not-writable`
 */
export async function writeTrainedNetwork(path: string, { network, weights }: TrainedNetwork): Promise<void> {
  await writeAtomically(`${path}.json`, writeNetwork(network));
  await writeAtomically(`${path}.safetensors`, writeSafetensors(withHalfNoise(asTensors(weights), network)));
}

/** Maps of noise are drawn so that half precision holds them. */
function withHalfNoise(tensors: Tensors, { layers }: Network): Tensors {
  const maps = new Set(layers.flatMap((layer) => (layer.op === 'concat_maps' ? [layer.tensor] : [])));
  const stored = (name: string, tensor: SafeTensor): SafeTensor =>
    maps.has(name) ? { ...tensor, type: 'F16' } : tensor;
  return new Map([...tensors].map(([name, tensor]) => [name, stored(name, tensor)]));
}
