/**
 * Just enough of the protocol buffer wire format to write an ONNX model: loading a library for it takes longer than
 * running the model.
 *
 * @see https://protobuf.dev/programming-guides/encoding/
 */

/** Bytes in pieces, so that weights are copied once, at the end. */
export interface Message {
  readonly length: number;
  readonly pieces: readonly Uint8Array[];
}

const VARINT = 0;
const DELIMITED = 2;
const FIXED32 = 5;

/** A message of fields, in the order given. */
export function message(...fields: readonly Message[]): Message {
  return {
    length: fields.reduce((sum, field) => sum + field.length, 0),
    pieces: fields.flatMap((field) => field.pieces),
  };
}

/** A field that holds a whole number ≥ 0. */
export function integerField(field: number, value: number): Message {
  return bytes([...varint(field * 8 + VARINT), ...varint(value)]);
}

export function floatField(field: number, value: number): Message {
  return bytes([...varint(field * 8 + FIXED32), ...new Uint8Array(Float32Array.of(value).buffer)]);
}

export function messageField(field: number, value: Message): Message {
  return message(bytes([...varint(field * 8 + DELIMITED), ...varint(value.length)]), value);
}

export function bytesField(field: number, value: Uint8Array): Message {
  return messageField(field, { length: value.length, pieces: [value] });
}

export function textField(field: number, value: string): Message {
  return bytesField(field, new TextEncoder().encode(value));
}

/** The bytes of a message in one piece. */
export function toBytes({ length, pieces }: Message): Uint8Array {
  const result = new Uint8Array(length);
  let position = 0;
  for (const piece of pieces) {
    result.set(piece, position);
    position += piece.length;
  }
  return result;
}

/** Seven bits a byte, lowest first; the high bit says that more follow. */
function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...varint(Math.floor(value / 0x80))];
}

function bytes(values: readonly number[]): Message {
  return { length: values.length, pieces: [Uint8Array.from(values)] };
}
