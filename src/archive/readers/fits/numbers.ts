/** The number types of FITS images by BITPIX, all big-endian. */
const READERS: Readonly<Record<number, (view: DataView, offset: number) => number>> = {
  8: (view, offset) => view.getUint8(offset),
  16: (view, offset) => view.getInt16(offset),
  32: (view, offset) => view.getInt32(offset),
  64: (view, offset) => Number(view.getBigInt64(offset)),
  [-32]: (view, offset) => view.getFloat32(offset),
  [-64]: (view, offset) => view.getFloat64(offset),
};

export function isBitpix(bitpix: number): boolean {
  return bitpix in READERS;
}

/** Reads `count` big-endian numbers of the type BITPIX from the start of `bytes`, which must hold them. */
export function readNumbers(bytes: Uint8Array, bitpix: number, count: number): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = READERS[bitpix]!;
  const size = Math.abs(bitpix) / 8;
  const numbers = new Float64Array(count);
  for (let index = 0; index < count; index++) numbers[index] = read(view, index * size);
  return numbers;
}
