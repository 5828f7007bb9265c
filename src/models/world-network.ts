import type { Network, Weights } from './network.js';
import { readNetwork } from './network-schema.js';
import { summariseNetwork } from './network-shapes.js';
import { asWeights, readSafetensors } from './safetensors.js';

/** What a network of a world is for. */
export type NetworkRole = 'generator' | 'encoder' | 'inverter';

export interface LoadedNetwork {
  readonly network: Network;
  readonly weights: Weights;
}

/** Reads a network of a world and checks its layers against its weights. */
export async function readWorldNetwork(
  files: { readonly network: string; readonly weights: string },
  readText: (file: string) => Promise<string>,
  readBytes: (file: string) => Promise<Uint8Array>,
): Promise<LoadedNetwork> {
  const network = readNetwork(await readText(files.network), files.network);
  const weights = asWeights(readSafetensors(await readBytes(files.weights), files.weights));
  summariseNetwork(network, weights, files.network);
  return { network, weights };
}
