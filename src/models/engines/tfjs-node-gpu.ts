import { nativeFactory } from './tfjs-native.js';

export const tfjsNodeGpu = nativeFactory(
  'tfjs-node-gpu',
  'TensorFlow, native, on the graphics card',
  '@tensorflow/tfjs-node-gpu',
);
