import type * as ort from 'onnxruntime-node';
import { fail } from '../../diagnostics/diagnostic.js';
import type { Model } from '../engine.js';
import type { OpaqueNetwork } from '../network.js';
import type { Shape } from '../shape.js';
import { sameShape, sizeOf } from '../shape.js';
import { checkBatch } from './batch.js';

type Runtime = typeof ort;
type Session = ort.InferenceSession;

/** Somebody else's model, ready to run; one that was written for a fixed batch is given so many items at a time. */
export function opaqueModel(runtime: Runtime, session: Session, network: OpaqueNetwork): Model {
  return {
    input: network.input,
    output: network.output,
    run: async (values, count) => {
      checkBatch(values, count, network.input);
      const results = new Float32Array(count * sizeOf(network.output));
      const step = network.onnx.batch ?? Math.max(count, 1);
      for (let first = 0; first < count; first += step) {
        const items = Math.min(step, count - first);
        const part = await runOnce(runtime, session, network, values, first, items, step);
        results.set(part.subarray(0, items * sizeOf(network.output)), first * sizeOf(network.output));
      }
      return results;
    },
    dispose: () => void session.release(),
  };
}

/** Runs `step` items, of which the last are zero where there are fewer. */
async function runOnce(
  runtime: Runtime,
  session: Session,
  { input, output, onnx }: OpaqueNetwork,
  values: Float32Array,
  first: number,
  items: number,
  step: number,
): Promise<Float32Array> {
  const size = sizeOf(input);
  const feed = new Float32Array(step * size);
  feed.set(values.subarray(first * size, (first + items) * size));
  const tensor = new runtime.Tensor('float32', feed, [step, ...onnx.shape]);
  const results = await session
    .run({ [onnx.input]: tensor })
    .catch(({ message }: Error) =>
      fail('checkpoint-damaged', { file: 'the ONNX model', problem: message.split('\n')[0] }),
    );
  const data: unknown = results[onnx.output]?.data;
  if (data instanceof Float32Array && data.length === step * sizeOf(output)) return data;
  return fail('onnx-unfit', {
    ...{ file: onnx.output, found: `an output of ${results[onnx.output]?.dims.join(' × ') ?? 'nothing'}` },
    expected: `${step} items of ${output.join(' × ')}`,
  });
}

/**
 * What an ONNX model is given and gives.
 *
 * @param file name for messages
 * @throws GiqError `onnx-unfit` where it is not one float32 array to another of known shape
 */
export function describeOnnx(session: Session, file: string): OpaqueNetwork {
  const [input, ...moreInputs] = session.inputMetadata;
  const [output] = session.outputMetadata;
  if (moreInputs.length > 0)
    return fail('onnx-unfit', { file, found: `${moreInputs.length + 1} inputs`, expected: 'one' });
  const [items, shape] = floatShape(input, 'input', file);
  const [, made] = floatShape(output, 'output', file);
  return {
    input: squeezed(shape),
    output: squeezed(made),
    onnx: {
      ...{ input: input.name, output: output.name, shape },
      ...(typeof items === 'number' && items > 0 && { batch: items }),
    },
  };
}

/** The items and the shape of one of a float32 array. */
function floatShape(
  value: ort.InferenceSession.ValueMetadata | undefined,
  what: string,
  file: string,
): readonly [items: number | string, shape: Shape] {
  if (!value?.isTensor || value.type !== 'float32')
    return fail('onnx-unfit', { file, found: `another ${what}`, expected: `a float32 ${what}` });
  const [items = '', ...shape] = value.shape;
  const known = shape.filter((side) => typeof side === 'number' && side > 0) as number[];
  if (known.length === shape.length) return [items, known];
  const found = `an ${what} of ${value.shape.join(' × ')}`;
  return fail('onnx-unfit', { file, found, expected: 'sides that are known but for the items' });
}

/** A row that is written as 100 × 1 × 1 is a row. */
function squeezed(shape: Shape): Shape {
  const row = [sizeOf(shape)];
  return shape.length > 1 && sameShape(shape, [...row, ...shape.slice(1).map(() => 1)]) ? row : shape;
}
