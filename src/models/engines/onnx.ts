import { availableParallelism } from 'node:os';
import type * as ort from 'onnxruntime-node';
import type { EngineFactory, EngineOptions, Model } from '../engine.js';
import { fail } from '../../diagnostics/diagnostic.js';
import type { Network, OpaqueNetwork, Weights } from '../network.js';
import { lazily } from '../lazily.js';
import { summariseNetwork } from '../network-shapes.js';
import { sizeOf } from '../shape.js';
import { checkBatch } from './batch.js';
import { INPUT, OUTPUT, onnxModel } from './onnx-model.js';
import { describeOnnx, opaqueModel } from './onnx-opaque.js';
import { canPullBack, COTANGENT, onnxPullback } from './onnx-pullback.js';

type Runtime = typeof ort;
type SessionOptions = ort.InferenceSession.SessionOptions;

/** ONNX Runtime on the processor: an optional dependency of giq, with its native library in the package. */
export const onnx: EngineFactory = {
  name: 'onnx',
  title: 'ONNX Runtime, native, on the processor',
  open: async (options = {}) => {
    const runtime = await importRuntime();
    // Its warnings would be written over whatever is on the screen.
    runtime.env.logLevel = 'error';
    return {
      name: 'onnx',
      load: (network, weights) => load(runtime, sessionOptions(options), network, weights),
      loadOpaque: async (network, model) => {
        const session = await openSession(runtime, model, options).catch(damaged('the ONNX model'));
        return opaqueModel(runtime, session, network);
      },
      dispose: () => {},
    };
  },
};

/**
 * The library, with its telemetry off: recent versions would report to Microsoft, and leave a file `:memory:.ses` in the
 * folder that giq runs in. It reads the variable once, when it is loaded; who has set it is obeyed.
 */
function importRuntime(): Promise<Runtime> {
  process.env['ORT_DISABLE_TELEMETRY'] ??= '1';
  return import('onnxruntime-node');
}

/** Networks of this size have too little work to share among more. */
const MOST_THREADS = 8;

const sessionOptions = ({ threads = MOST_THREADS }: EngineOptions = {}): SessionOptions => ({
  executionProviders: ['cpu'],
  intraOpNumThreads: Math.min(availableParallelism(), threads),
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  logSeverityLevel: 3,
  // Threads that spin while they wait made runs about twice as slow beside other busy programs.
  extra: { session: { intra_op: { allow_spinning: '0' } } },
});

/** Somebody else's model may name files beside it; opened as bytes, it has none. */
const openSession = (runtime: Runtime, model: Uint8Array, options?: EngineOptions) =>
  runtime.InferenceSession.create(model, sessionOptions(options));

const damaged = (file: string) => (error: Error) =>
  fail('checkpoint-damaged', { file, problem: error.message.split('\n')[0] });

/**
 * What an ONNX model is given and gives.
 *
 * @param file name for messages
 * @throws GiqError `engine-unavailable` without onnxruntime-node, `checkpoint-damaged`, `onnx-unfit`
 */
export async function inspectOnnx(model: Uint8Array, file: string): Promise<OpaqueNetwork> {
  const runtime = await importRuntime().catch((error: Error) =>
    fail('engine-unavailable', { name: 'onnx', reason: error.message.split('\n')[0] }, { hints: INSTALL }),
  );
  const session = await openSession(runtime, model).catch(damaged(file));
  const network = describeOnnx(session, file);
  await session.release();
  return network;
}

const INSTALL = ['ONNX models require the optional package: `npm install onnxruntime-node`'];

async function load(
  runtime: Runtime,
  options: SessionOptions,
  network: Network,
  weights: Weights,
): Promise<Model> {
  summariseNetwork(network, weights, 'network');
  const session = await runtime.InferenceSession.create(onnxModel(network, weights), options);
  return {
    input: network.input,
    output: network.output,
    run: (values, count) => run(runtime, session, network, values, count),
    ...(canPullBack(network) && { pullback: pullbackOf(runtime, options, network, weights) }),
    dispose: () => void session.release(),
  };
}

/** The backward graph is built when it is first used: few scripts need it. */
function pullbackOf(
  runtime: Runtime,
  options: SessionOptions,
  network: Network,
  weights: Weights,
): Model['pullback'] {
  const opened = lazily(() => runtime.InferenceSession.create(onnxPullback(network, weights), options));
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
