import { fail } from '../../diagnostics/diagnostic.js';
import type { Engine, EngineFactory, EngineOptions } from '../engine.js';
import { mightBeMeant } from '../../diagnostics/hints.js';
import { onnx } from './onnx.js';
import { tfjsCpu } from './tfjs-cpu.js';
import { tfjsNodeGpu } from './tfjs-node-gpu.js';
import { tfjsNode } from './tfjs-node.js';
import { tfjsWasm } from './tfjs-wasm.js';
import { tfjsWebgpu } from './tfjs-webgpu.js';

/** The engines, the one to prefer first. WebGPU is last: it is taken only by those who ask for it. */
export const engineFactories: readonly EngineFactory[] = [
  tfjsNodeGpu,
  onnx,
  tfjsNode,
  tfjsWasm,
  tfjsCpu,
  tfjsWebgpu,
];

/**
 * Opens an engine.
 *
 * @param name of an engine, or `auto` for the first in order of preference that works here
 * @throws GiqError `engine-unknown`, `engine-unavailable`
 */
export async function openEngine(
  name: string,
  factories = engineFactories,
  options: EngineOptions = {},
): Promise<Engine> {
  if (name === 'auto') return openFirst(factories, options);
  const factory = factories.find((one) => one.name === name);
  if (!factory) return failUnknown(name, factories);
  const opened = await tryOpen(factory, options);
  return 'reason' in opened ? fail('engine-unavailable', { name, reason: opened.reason }) : opened.engine;
}

/** Opens a factory's engine, or says in one line why it cannot. */
export async function tryOpen(
  factory: EngineFactory,
  options: EngineOptions = {},
): Promise<{ engine: Engine } | { reason: string }> {
  try {
    return { engine: await factory.open(options) };
  } catch (error) {
    return { reason: firstLine(error instanceof Error ? error.message : String(error)) };
  }
}

async function openFirst(factories: readonly EngineFactory[], options: EngineOptions): Promise<Engine> {
  let reason = 'there are no engines';
  for (const factory of factories) {
    const opened = await tryOpen(factory, options);
    if ('engine' in opened) return opened.engine;
    reason = opened.reason;
  }
  return fail('engine-unavailable', { name: 'auto', reason });
}

function failUnknown(name: string, factories: readonly EngineFactory[]): never {
  const names = ['auto', ...factories.map((factory) => factory.name)];
  return fail('engine-unknown', { name }, { hints: mightBeMeant(name, names) });
}

function firstLine(message: string): string {
  return message.trim().split('\n')[0];
}
