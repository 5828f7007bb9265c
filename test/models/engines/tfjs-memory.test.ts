import * as tf from '@tensorflow/tfjs-core';
import { expect, it, vi } from 'vitest';
import { openEngine } from '../../../src/models/engines/index.js';
import { LAYER_COUNT, layerCases } from './oracles.js';

it.each(['tfjs-wasm', 'tfjs-cpu'])('%s leaves no tensors behind and says nothing', async (name) => {
  const warn = vi.spyOn(console, 'warn');
  const log = vi.spyOn(console, 'log');
  const engine = await openEngine(name);
  const before = tf.memory().numTensors;
  for (const { network, weights, input } of layerCases) {
    const model = await engine.load(network, weights);
    const loaded = tf.memory().numTensors;
    await model.run(input, LAYER_COUNT);
    expect(tf.memory().numTensors).toBe(loaded);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  }
  engine.dispose();
  expect(warn).not.toHaveBeenCalled();
  expect(log).not.toHaveBeenCalled();
});
