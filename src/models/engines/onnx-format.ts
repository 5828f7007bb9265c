import type { Message } from './protobuf.js';
import {
  bytesField,
  floatField,
  integerField,
  message,
  messageField,
  textField,
  toBytes,
} from './protobuf.js';

/**
 * The messages of the ONNX format that giq writes. Numbers are the fields of onnx.proto.
 *
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */

const IR_VERSION = 8;
const OPERATOR_SET = 15;
const FLOAT = 1;
const INT64 = 7;

/** Attributes of a node. Whole numbers are written as INT, unless wrapped by `float`. */
export type Attributes = Readonly<
  Record<string, number | string | readonly number[] | { readonly float: number }>
>;

/** A node: an operator applied to named values, giving one named value. */
export function nodeMessage(
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: Attributes = {},
): Message {
  return message(
    ...inputs.map((name) => textField(1, name)),
    textField(2, output),
    textField(4, operator),
    ...Object.entries(attributes).map(([name, value]) => messageField(5, attributeMessage(name, value))),
  );
}

function attributeMessage(name: string, value: Attributes[string]): Message {
  return message(textField(1, name), ...attributeValue(value));
}

function attributeValue(value: Attributes[string]): readonly Message[] {
  if (typeof value === 'number') return [integerField(3, value), integerField(20, 2)];
  if (typeof value === 'string') return [textField(4, value), integerField(20, 3)];
  if ('float' in value) return [floatField(2, value.float), integerField(20, 1)];
  return [...value.map((item) => integerField(8, item)), integerField(20, 7)];
}

/** A constant of a graph: float32 or int64. */
export function tensorMessage(
  name: string,
  shape: readonly number[],
  data: Float32Array | BigInt64Array,
): Message {
  return message(
    ...shape.map((side) => integerField(1, side)),
    integerField(2, data instanceof Float32Array ? FLOAT : INT64),
    textField(8, name),
    bytesField(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  );
}

/** A float32 input or output [batch, …shape]; values with batches of the same name have as many items. */
export function valueMessage(name: string, shape: readonly number[], items = 'batch'): Message {
  const batch = messageField(1, textField(2, items));
  const sides = shape.map((side) => messageField(1, integerField(1, side)));
  const tensor = message(integerField(1, FLOAT), messageField(2, message(batch, ...sides)));
  return message(textField(1, name), messageField(2, messageField(1, tensor)));
}

export interface GraphParts {
  readonly nodes: readonly Message[];
  readonly constants: readonly Message[];
  readonly inputs: readonly Message[];
  readonly output: Message;
}

/** The bytes of a model file. */
export function modelBytes({ nodes, constants, inputs, output }: GraphParts): Uint8Array {
  const graph = message(
    ...nodes.map((node) => messageField(1, node)),
    textField(2, 'giq'),
    ...constants.map((constant) => messageField(5, constant)),
    ...inputs.map((input) => messageField(11, input)),
    messageField(12, output),
  );
  const operators = message(textField(1, ''), integerField(2, OPERATOR_SET));
  return toBytes(
    message(
      integerField(1, IR_VERSION),
      textField(2, 'giq'),
      messageField(7, graph),
      messageField(8, operators),
    ),
  );
}
