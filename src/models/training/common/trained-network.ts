import { writeAtomically } from '../../../archive/atomic-write.js';
import type { Network, Weights } from '../../network.js';
import { writeNetwork } from '../../network-schema.js';
import { asTensors, writeSafetensors } from '../../safetensors.js';

/** A network with the weights that a training has given it, as worlds and engines want them. */
export interface TrainedNetwork {
  readonly network: Network;
  readonly weights: Weights;
}

/**
 * Writes `PATH.json` and `PATH.safetensors`, as a world has them.
 *
 * @throws GiqError `file-not-writable`
 */
export async function writeTrainedNetwork(path: string, { network, weights }: TrainedNetwork): Promise<void> {
  await writeAtomically(`${path}.json`, writeNetwork(network));
  await writeAtomically(`${path}.safetensors`, writeSafetensors(asTensors(weights)));
}
