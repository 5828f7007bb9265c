import { availableParallelism } from 'node:os';
import type * as ort from 'onnxruntime-node';
import type { EngineFactory, Model } from '../engine.js';
import type { Network, Weights } from '../network.js';
import { lazily } from '../lazily.js';
import { summariseNetwork } from '../network-shapes.js';
import { sizeOf } from '../shape.js';
import { checkBatch } from './batch.js';
import { INPUT, OUTPUT, onnxModel } from './onnx-model.js';
import { canPullBack, COTANGENT, onnxPullback } from './onnx-pullback.js';

type Runtime = typeof ort;

/** ONNX Runtime on the processor: an optional dependency of giq, with its native library in the package. */
export const onnx: EngineFactory = {
  name: 'onnx',
  title: 'ONNX Runtime, native, on the processor',
  open: async () => {
    const runtime = await import('onnxruntime-node');
    // Its warnings would be written over whatever is on the screen.
    runtime.env.logLevel = 'error';
    return { name: 'onnx', load: (network, weights) => load(runtime, network, weights), dispose: () => {} };
  },
};

/** Networks of this size have too little work to share among more. */
const MOST_THREADS = 8;

const options = (): ort.InferenceSession.SessionOptions => ({
  executionProviders: ['cpu'],
  intraOpNumThreads: Math.min(availableParallelism(), MOST_THREADS),
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  logSeverityLevel: 3,
  // Threads that spin while they wait made runs about twice as slow beside other busy programs.
  extra: { session: { intra_op: { allow_spinning: '0' } } },
});

async function load(runtime: Runtime, network: Network, weights: Weights): Promise<Model> {
  summariseNetwork(network, weights, 'network');
  const session = await runtime.InferenceSession.create(onnxModel(network, weights), options());
  return {
    input: network.input,
    output: network.output,
    run: (values, count) => run(runtime, session, network, values, count),
    ...(canPullBack(network) && { pullback: pullbackOf(runtime, network, weights) }),
    dispose: () => void session.release(),
  };
}

/** The backward graph is built when it is first used: few scripts need it. */
function pullbackOf(runtime: Runtime, network: Network, weights: Weights): Model['pullback'] {
  const opened = lazily(() => runtime.InferenceSession.create(onnxPullback(network, weights), options()));
  return async (values, cotangents, count) => {
    const inputs = values.length === sizeOf(network.input) ? 1 : count;
    checkBatch(values, inputs, network.input);
    checkBatch(cotangents, count, network.output);
    if (count === 0) return new Float32Array(0);
    const session = await opened();
    const results = await session.run({
      [INPUT]: new runtime.Tensor('float32', values, [inputs, ...network.input]),
      [COTANGENT]: new runtime.Tensor('float32', cotangents, [count, ...network.output]),
    });
    return results[OUTPUT].data as Float32Array;
  };
}

async function run(
  runtime: Runtime,
  session: ort.InferenceSession,
  network: Network,
  values: Float32Array,
  count: number,
): Promise<Float32Array> {
  checkBatch(values, count, network.input);
  if (count === 0) return new Float32Array(0);
  const feeds: Record<string, ort.Tensor> = {
    [INPUT]: new runtime.Tensor('float32', values, [count, ...network.input]),
  };
  const results = await session.run(feeds);
  return results[OUTPUT].data as Float32Array;
}
