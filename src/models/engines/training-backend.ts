import { fail } from '../../diagnostics/diagnostic.js';
import type { EngineFactory } from '../engine.js';
import { openEngine } from './index.js';
import { registerGradients } from './kernels/gradients.js';
import { registerWasmKernels } from './kernels/wasm-kernels.js';
import { tfjsCpu } from './tfjs-cpu.js';
import type { Tfjs } from './tfjs-layout.js';
import type { TfjsEngine } from './tfjs-engine.js';
import { tfjsNodeGpu } from './tfjs-node-gpu.js';
import { tfjsNode } from './tfjs-node.js';
import { tfjsWasm } from './tfjs-wasm.js';
import { tfjsWebgpu } from './tfjs-webgpu.js';

/** The engines that can be trained on, the one to prefer first. ONNX Runtime only runs networks. */
export const trainingFactories: readonly EngineFactory[] = [
  tfjsNodeGpu,
  tfjsNode,
  tfjsWasm,
  tfjsCpu,
  tfjsWebgpu,
];

/** A library of tensors that can differentiate, its backend selected. */
export interface TrainingBackend {
  readonly name: string;
  readonly tf: Tfjs;
}

/**
 * Opens an engine to train on.
 *
 * @param name of an engine, or `auto` for the first that works here
 * @throws GiqError `engine-unknown`, `engine-unavailable`
 */
export async function openTrainingBackend(name: string): Promise<TrainingBackend> {
  if (name === 'onnx') fail('engine-unavailable', { name, reason: 'it runs networks and trains none' });
  const engine = await openEngine(name, trainingFactories);
  const { tf, backend } = engine as TfjsEngine;
  registerGradients(tf);
  if (backend === 'wasm' && !composed.has(tf)) {
    registerWasmKernels(tf);
    composed.add(tf);
  }
  return { name: engine.name, tf };
}

/** Libraries whose kernels have been composed already. */
const composed = new WeakSet<Tfjs>();
