/** How one number of an array is stored. */
export interface NumberType {
  readonly size: number;
  readonly isLittleEndian: boolean;
  read(view: DataView, offset: number, isLittleEndian: boolean): number;
}

const READERS: Readonly<Record<string, NumberType['read']>> = {
  f2: (view, offset, little) => halfToNumber(view.getUint16(offset, little)),
  f4: (view, offset, little) => view.getFloat32(offset, little),
  f8: (view, offset, little) => view.getFloat64(offset, little),
  i1: (view, offset) => view.getInt8(offset),
  i2: (view, offset, little) => view.getInt16(offset, little),
  i4: (view, offset, little) => view.getInt32(offset, little),
  i8: (view, offset, little) => Number(view.getBigInt64(offset, little)),
  u1: (view, offset) => view.getUint8(offset),
  u2: (view, offset, little) => view.getUint16(offset, little),
  u4: (view, offset, little) => view.getUint32(offset, little),
  u8: (view, offset, little) => Number(view.getBigUint64(offset, little)),
};

/** The types in words, for messages. */
export const NUMBER_TYPES = 'f2 to f8, i1 to i8, u1 to u8';

/** The type that a NumPy descriptor such as `<i2`, `>f4` or `|u1` names; undefined for text, objects and records. */
export function findNumberType(descriptor: string): NumberType | undefined {
  const [, order, name] = /^([<>|=]?)([a-z]\d)$/.exec(descriptor) ?? [];
  const read = name === undefined ? undefined : READERS[name];
  return read && { read, size: Number(name!.slice(1)), isLittleEndian: order !== '>' };
}

/** IEEE 754 binary16. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
