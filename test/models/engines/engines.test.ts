import util from 'node:util';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Engine, EngineFactory } from '../../../src/models/engine.js';
import { engineFactories, openEngine } from '../../../src/models/engines/index.js';
import { surveyEngines } from '../../../src/models/engines/survey.js';
import { tfjsCpu } from '../../../src/models/engines/tfjs-cpu.js';
import { nativeFactory } from '../../../src/models/engines/tfjs-native.js';
import { packagePath } from '../../../src/models/engines/tfjs-package.js';
import { remarkOn, webgpuFactory } from '../../../src/models/engines/tfjs-webgpu.js';
import { failureOf } from '../failure.js';
import { LAYER_COUNT, largestDifference, layerCases } from './oracles.js';

const engine = (name: string): Engine => ({
  name,
  load: () => Promise.reject(new Error('unused')),
  dispose: () => {},
});
const working = (name: string): EngineFactory => ({
  name,
  title: name,
  open: () => Promise.resolve(engine(name)),
});
const broken = (name: string, reason: string): EngineFactory => ({
  name,
  title: name,
  open: () => Promise.reject(new Error(reason)),
});

describe('openEngine', () => {
  it('prefers the graphics card, then ONNX, then what always installs; WebGPU has to be asked for', () => {
    const names = engineFactories.map(({ name }) => name);
    expect(names).toEqual(['tfjs-node-gpu', 'onnx', 'tfjs-node', 'tfjs-wasm', 'tfjs-cpu', 'webgpu']);
  });

  it('takes the first that works and opens none after it', async () => {
    const last = { ...working('third'), open: vi.fn() };
    const opened = await openEngine('auto', [broken('first', 'no library'), working('second'), last]);
    expect(opened.name).toBe('second');
    expect(last.open).not.toHaveBeenCalled();
  });

  it('says why an engine cannot be used, in one line', async () => {
    const failure = await failureOf(openEngine('first', [broken('first', 'no library\nRequire stack: …')]));
    expect(failure.code).toBe('engine-unavailable');
    expect(failure.message).toBe('the engine `first` cannot be used here: no library');
  });

  it('suggests the name of an engine', async () => {
    const failure = await failureOf(openEngine('tfjs-wsam'));
    expect(failure.code).toBe('engine-unknown');
    expect(failure.hints).toEqual(['`tfjs-wasm` might be meant']);
  });
});

describe('the engine on WebGPU', () => {
  const dawn = { create: () => ({ requestAdapter: () => Promise.resolve(null) }), globals: {} };

  it('says which package is missing', async () => {
    const missing = () => Promise.reject(new Error('webgpu is not installed'));
    const factory = webgpuFactory({ dawn: missing, backend: () => Promise.resolve() });
    const failure = await failureOf(openEngine('webgpu', [factory]));
    expect(failure.message).toBe('the engine `webgpu` cannot be used here: webgpu is not installed');
    expect(() => packagePath('@giq/none')).toThrow('@giq/none is not installed');
  });

  it('says that there is no graphics card, before it loads more', async () => {
    const backend = vi.fn();
    const factory = webgpuFactory({ dawn: () => Promise.resolve(dawn), backend });
    const failure = await failureOf(openEngine('webgpu', [factory]));
    expect(failure.message).toContain('no graphics adapter that WebGPU can use is found');
    expect(backend).not.toHaveBeenCalled();
  });

  it('tells a graphics card from a processor that plays one', () => {
    const info = { vendor: 'nvidia', architecture: 'hopper', description: 'NVIDIA H200' };
    expect(remarkOn(info)).toBe('on NVIDIA H200');
    expect(remarkOn({ ...info, isFallbackAdapter: true })).toBe('in software only (NVIDIA H200)');
    const llvm = { vendor: 'mesa', architecture: '', description: 'llvmpipe (LLVM 15)' };
    expect(remarkOn(llvm)).toBe('in software only (llvmpipe (LLVM 15))');
  });
});

describe('a native engine', () => {
  const removed = Object.getOwnPropertyDescriptor(util, 'isNullOrUndefined');
  afterEach(() => {
    if (removed) Object.defineProperty(util, 'isNullOrUndefined', removed);
  });

  it('says that its package is not installed', async () => {
    const failure = await failureOf(
      openEngine('x', [nativeFactory('x', 'X', '@tensorflow/tfjs-node-nowhere')]),
    );
    expect(failure.message).toContain('@tensorflow/tfjs-node-nowhere is not installed');
  });

  it('gives the reason of a package that does not load', async () => {
    const load = () => Promise.reject(new Error('The Node.js native addon module can not be found'));
    const failure = await failureOf(openEngine('x', [nativeFactory('x', 'X', 'package', load)]));
    expect(failure.message).toContain('native addon module can not be found');
  });

  it('gives back what Node 23 has removed before the package loads', async () => {
    Reflect.deleteProperty(util, 'isNullOrUndefined');
    const load = vi.fn(() => {
      const { isNullOrUndefined } = util as { isNullOrUndefined?: (value: unknown) => boolean };
      expect([null, undefined, 0].map((value) => isNullOrUndefined?.(value))).toEqual([true, true, false]);
      return Promise.reject(new Error('seen'));
    });
    await failureOf(openEngine('x', [nativeFactory('x', 'X', 'package', load)]));
    expect(load).toHaveBeenCalledOnce();
  });

  it('runs on the backend that the package registers', async () => {
    // The packages register their native library under this name; here it is the one in plain JavaScript.
    await tf.setBackend('cpu');
    const plain = tf.findBackend('cpu');
    tf.registerBackend('tensorflow', () => plain as never);
    for (const kernel of tf.getKernelsForBackend('cpu'))
      tf.registerKernel({ ...kernel, backendName: 'tensorflow' });
    const opened = await nativeFactory('x', 'X', 'package', () => Promise.resolve(tf)).open();
    const { network, weights, input, output } = layerCases.find(({ name }) => name === 'conv2d 3x3')!;
    const model = await opened.load(network, weights);
    expect(tf.getBackend()).toBe('tensorflow');
    expect(largestDifference(await model.run(input, LAYER_COUNT), output)).toBeLessThan(2e-5);
    model.dispose();
  });
});

describe('surveyEngines', () => {
  it('says how fast an engine is, or why it cannot be used', async () => {
    const { network, weights } = layerCases[0];
    const reports = await surveyEngines(network, weights, [broken('first', 'no library'), tfjsCpu]);
    expect(reports[0]).toEqual({ name: 'first', title: 'first', reason: 'no library' });
    expect(reports[1]).toMatchObject({ name: 'tfjs-cpu', millisecondsPerItem: expect.any(Number) as number });
  });
});
