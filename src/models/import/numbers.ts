import { fromBrain, fromHalf } from '../half.js';

/** Number types of PyTorch's tensors that giq reads. All become float32, as which networks run. */
export type NumberType = keyof typeof numberTypes;

interface NumberFormat {
  readonly bytes: number;
  readonly read: (view: DataView, position: number, littleEndian: boolean) => number;
}

const numberTypes = {
  float64: { bytes: 8, read: (view, position, little) => view.getFloat64(position, little) },
  float32: { bytes: 4, read: (view, position, little) => view.getFloat32(position, little) },
  float16: { bytes: 2, read: (view, position, little) => fromHalf(view.getUint16(position, little)) },
  bfloat16: { bytes: 2, read: (view, position, little) => fromBrain(view.getUint16(position, little)) },
  int64: { bytes: 8, read: (view, position, little) => Number(view.getBigInt64(position, little)) },
  int32: { bytes: 4, read: (view, position, little) => view.getInt32(position, little) },
  int16: { bytes: 2, read: (view, position, little) => view.getInt16(position, little) },
  int8: { bytes: 1, read: (view, position) => view.getInt8(position) },
  uint8: { bytes: 1, read: (view, position) => view.getUint8(position) },
  bool: { bytes: 1, read: (view, position) => view.getUint8(position) },
} as const satisfies Readonly<Record<string, NumberFormat>>;

export const formatOf = (type: NumberType): NumberFormat => numberTypes[type];

/** Names of storage classes, and the type of their numbers. */
export const STORAGES: Readonly<Record<string, NumberType>> = {
  DoubleStorage: 'float64',
  FloatStorage: 'float32',
  HalfStorage: 'float16',
  BFloat16Storage: 'bfloat16',
  LongStorage: 'int64',
  IntStorage: 'int32',
  ShortStorage: 'int16',
  CharStorage: 'int8',
  ByteStorage: 'uint8',
  BoolStorage: 'bool',
};

/** Whether `name` is a number type, such as `float32`. */
export function isNumberType(name: string): name is NumberType {
  return Object.hasOwn(numberTypes, name);
}
