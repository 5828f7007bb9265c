import type { EngineFactory } from '../engine.js';
import { fromHalf, toHalf } from '../half.js';
import type { Tensor, Weights } from '../network.js';
import { tfjsWasm } from './tfjs-wasm.js';

/** Does a network survive in half of its bytes? This engine rounds every weight to 16 bits, then runs as usual. */
export const halfPrecision: EngineFactory = {
  name: 'half-precision',
  title: 'TensorFlow.js, WebAssembly, weights rounded to 16 bits',
  open: async () => {
    const wasm = await tfjsWasm.open();
    return {
      name: 'half-precision',
      load: (network, weights) => wasm.load(network, rounded(weights)),
      dispose: () => wasm.dispose(),
    };
  },
};

function rounded(weights: Weights): Weights {
  const halve = ({ shape, data }: Tensor): Tensor => ({
    shape,
    data: data.map((value) => fromHalf(toHalf(value))),
  });
  return new Map([...weights].map(([name, tensor]) => [name, halve(tensor)]));
}
