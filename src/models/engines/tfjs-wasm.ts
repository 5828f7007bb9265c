import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import type { EngineFactory } from '../engine.js';
import { startBackend, tfjsEngine } from './tfjs-engine.js';

const PACKAGE = '@tensorflow/tfjs-backend-wasm';

/** TensorFlow.js in WebAssembly: needs nothing native, so it runs wherever Node does. */
export const tfjsWasm: EngineFactory = {
  name: 'tfjs-wasm',
  title: 'TensorFlow.js, WebAssembly',
  open: async () => {
    const tf = await import('@tensorflow/tfjs-core');
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(
      join(dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`)), 'dist') + sep,
    );
    await startBackend(tf, 'wasm');
    return tfjsEngine('tfjs-wasm', tf, 'wasm');
  },
};
