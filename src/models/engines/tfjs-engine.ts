import type { Engine, Model } from '../engine.js';
import type { Network, Weights } from '../network.js';
import { summariseNetwork } from '../network-shapes.js';
import { checkBatch } from './batch.js';
import type { Tfjs } from './tfjs-layout.js';
import { compileNetwork } from './tfjs-network.js';

/** An engine that can also be trained on: see training-backend.ts. */
export interface TfjsEngine extends Engine {
  readonly tf: Tfjs;
  readonly backend: string;
}

/**
 * An engine on a backend of TensorFlow.js.
 *
 * The backend in use is a setting of the whole library. So that several engines can live side by side, every use
 * sets it and computes synchronously; results are read when they are there, which some backends cannot wait for.
 */
export function tfjsEngine(name: string, tf: Tfjs, backend: string): TfjsEngine {
  return {
    name,
    tf,
    backend,
    load: (network, weights) => Promise.resolve(load(tf, backend, network, weights)),
    dispose: () => {},
  };
}

function load(tf: Tfjs, backend: string, network: Network, weights: Weights): Model {
  summariseNetwork(network, weights, 'network');
  useBackend(tf, backend);
  const compiled = compileNetwork(tf, network, weights);
  return {
    input: network.input,
    output: network.output,
    run,
    dispose: compiled.dispose,
  };

  async function run(values: Float32Array, count: number): Promise<Float32Array> {
    checkBatch(values, count, network.input);
    if (count === 0) return new Float32Array(0);
    useBackend(tf, backend);
    return compiled.run(values, count);
  }
}

/** Starts a backend, quietly: without production mode the library greets users on stderr and advises other packages. */
export async function startBackend(tf: Tfjs, backend: string): Promise<void> {
  tf.enableProdMode();
  if (!(await tf.setBackend(backend)))
    throw new Error(`the backend ${backend} of TensorFlow.js does not start`);
}

/** Selects a backend that has been started, which `setBackend` then does before it returns. */
function useBackend(tf: Tfjs, backend: string): void {
  if (tf.getBackend() !== backend) void tf.setBackend(backend);
}
