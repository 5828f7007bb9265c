import { nativeFactory } from './tfjs-native.js';

export const tfjsNode = nativeFactory(
  'tfjs-node',
  'TensorFlow, native, on the processor',
  '@tensorflow/tfjs-node',
);
