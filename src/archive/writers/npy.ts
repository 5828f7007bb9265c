/** NumPy wants the data to begin at a multiple of this many bytes. */
const ALIGNMENT = 64;

/**
 * Encodes an array as NPY version 1.0: little-endian float32 (`<f4`) in C order, the last index running fastest.
 *
 * @param shape lengths of the dimensions, e.g. [images, 128, 128]; their product is the length of `values`
 */
export function encodeNpy(values: Float32Array, shape: readonly number[]): Uint8Array {
  const count = shape.reduce((product, length) => product * length, 1);
  if (count !== values.length)
    throw new Error(`${values.length} values do not fill the shape [${shape.join(', ')}]`);
  const header = npyHeader(shape);
  const bytes = new Uint8Array(header.length + 4 * count);
  bytes.set(header);
  const view = new DataView(bytes.buffer, header.length);
  values.forEach((value, index) => view.setFloat32(4 * index, value, true));
  return bytes;
}

function npyHeader(shape: readonly number[]): Uint8Array {
  const lengths = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${lengths}), }`;
  const size = ALIGNMENT * Math.ceil((10 + text.length + 1) / ALIGNMENT);
  const padded = `${text.padEnd(size - 11)}\n`;
  const prefix = [0x93, ...Buffer.from('NUMPY', 'latin1'), 1, 0, padded.length & 0xff, padded.length >> 8];
  return Uint8Array.from([...prefix, ...Buffer.from(padded, 'latin1')]);
}
