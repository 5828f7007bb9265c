import { readFileSync } from 'node:fs';
import type { Network, Tensor, Weights } from '../../../src/models/network.js';
import { asWeights, readSafetensors } from '../../../src/models/safetensors.js';

/** A layer list with what PyTorch made of it: see test/oracles/layers.py. */
export interface LayerCase {
  readonly name: string;
  readonly network: Network;
  readonly weights: Weights;
  readonly input: Float32Array;
  readonly output: Float32Array;
}

interface StoredCase {
  readonly name: string;
  readonly network: Network;
  readonly weights: Record<string, { shape: number[]; data: number[] }>;
  readonly input: number[];
  readonly output: number[];
}

const oracle = (file: string) => readFileSync(new URL(`../../oracles/${file}`, import.meta.url));
const stored = JSON.parse(oracle('layers.json').toString()) as { count: number; cases: StoredCase[] };

/** Items in the batch of every case. */
export const LAYER_COUNT = stored.count;

export const layerCases: readonly LayerCase[] = stored.cases.map(
  ({ name, network, weights, input, output }) => ({
    name,
    network,
    weights: new Map(
      Object.entries(weights).map(([key, { shape, data }]): [string, Tensor] => [
        key,
        { shape, data: Float32Array.from(data) },
      ]),
    ),
    input: Float32Array.from(input),
    output: Float32Array.from(output),
  }),
);

/** Latents, patches and embeddings of the embedded world, computed by PyTorch: see test/oracles/reference.py. */
export function reference(): {
  latents: Float32Array;
  patches: Float32Array;
  embeddings: Float32Array;
  count: number;
} {
  const tensors = asWeights(readSafetensors(oracle('reference.safetensors'), 'reference.safetensors'));
  const { shape, data: latents } = tensors.get('latents')!;
  const [patches, embeddings] = ['patches', 'embeddings'].map((name) => tensors.get(name)!.data);
  return { latents, patches, embeddings, count: shape[0] };
}

/** The largest absolute difference between two lists of the same length. */
export function largestDifference(left: Float32Array, right: Float32Array): number {
  if (left.length !== right.length) return Infinity;
  return left.reduce((largest, value, index) => {
    const difference = Math.abs(value - right[index]);
    return Number.isNaN(difference) ? Infinity : Math.max(largest, difference);
  }, 0);
}
