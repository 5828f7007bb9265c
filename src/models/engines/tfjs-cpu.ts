import type { EngineFactory } from '../engine.js';
import { startBackend, tfjsEngine } from './tfjs-engine.js';

/** TensorFlow.js in plain JavaScript: slow, and always there. */
export const tfjsCpu: EngineFactory = {
  name: 'tfjs-cpu',
  title: 'TensorFlow.js, plain JavaScript',
  open: async () => {
    const tf = await import('@tensorflow/tfjs-core');
    await import('@tensorflow/tfjs-backend-cpu');
    await startBackend(tf, 'cpu');
    return tfjsEngine('tfjs-cpu', tf, 'cpu');
  },
};
