import type * as tfjs from '@tensorflow/tfjs-core';
import type { Network, Weights } from '../network.js';
import type { Step } from './tfjs-layers.js';
import { compileLayers } from './tfjs-layers.js';
import type { Tfjs } from './tfjs-layout.js';
import { channelsFirst, channelsLast } from './tfjs-layout.js';

export interface CompiledNetwork {
  /**
   * `count` items in PyTorch's order to as many results. What is computed is settled before it returns, whatever backend is
   * selected later; only reading is waited for. Leaves no tensors behind.
   */
  run(values: Float32Array, count: number): Promise<Float32Array>;
  dispose(): void;
}

/** Compiles a network for the current backend: weights are uploaded and laid out once. */
export function compileNetwork(tf: Tfjs, network: Network, weights: Weights): CompiledNetwork {
  const kept: tfjs.Tensor[] = [];
  let steps: Step = (input) => input;
  tf.tidy(() => {
    steps = compileLayers(network.layers, { tf, weights, kept });
  });
  return {
    run: async (values, count) => {
      const result = tf.tidy(() => {
        const input = tf.tensor(values, [count, ...network.input], 'float32');
        const source = network.input.length === 3 ? channelsLast(tf, input) : input;
        return channelsFirst(tf, steps(source, source));
      });
      const data = await result.data<'float32'>();
      result.dispose();
      return data;
    },
    dispose: () => kept.forEach((tensor) => tensor.dispose()),
  };
}
