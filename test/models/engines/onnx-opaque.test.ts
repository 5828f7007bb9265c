import type { InferenceSession } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { describeOnnx } from '../../../src/models/engines/onnx-opaque.js';
import { failureOf } from '../failure.js';

type Value = InferenceSession.ValueMetadata;
const array = (name: string, shape: readonly (number | string)[], type = 'float32') =>
  ({ name, isTensor: true, type, shape }) as Value;
const session = (inputs: readonly Value[], outputs: readonly Value[]) =>
  ({ inputMetadata: inputs, outputMetadata: outputs }) as InferenceSession;
const PATCH = array('patch', ['items', 1, 128, 128]);

describe('an ONNX model of somebody else', () => {
  it('is known by its input, its output and its batch', () => {
    const network = describeOnnx(session([array('z', [8, 100, 1, 1])], [PATCH]), 'g.onnx');
    expect(network).toEqual({
      input: [100],
      output: [1, 128, 128],
      onnx: { input: 'z', output: 'patch', shape: [100, 1, 1], batch: 8 },
    });
  });

  it.each([
    ['2 inputs', session([array('z', ['n', 100]), array('label', ['n', 1])], [PATCH])],
    ['another input', session([array('z', ['n', 100], 'float16')], [PATCH])],
    [
      'an output of n × 1 × side × side',
      session([array('z', ['n', 100])], [array('p', ['n', 1, 'side', 'side'])]),
    ],
  ])('is refused where it has %s', async (found, odd) => {
    const failing = async () => describeOnnx(odd, 'g.onnx');
    const { code, message } = await failureOf(failing());
    expect([code, message]).toEqual(['onnx-unfit', expect.stringContaining(found)]);
  });
});
