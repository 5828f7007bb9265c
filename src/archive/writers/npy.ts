/** NumPy wants the data to begin at a multiple of this many bytes. */
const ALIGNMENT = 64;

/** float32, float64, texts, or booleans as bytes of 0 and 1. */
export type NpyValues = Float32Array | Float64Array | Uint8Array | readonly string[];

/**
 * Encodes an array as NPY version 1.0, little-endian in C order, the last index running fastest: `<f4`, `<f8`, `|b1`, or
 * `<U…` of UTF-32 as wide as the longest text.
 *
 * @param shape lengths of the dimensions, e.g. [images, 128, 128]; their product is the length of `values`
 */
export function encodeNpy(values: NpyValues, shape: readonly number[]): Uint8Array {
  const count = shape.reduce((product, length) => product * length, 1);
  if (count !== values.length)
    throw new Error(`${values.length} values do not fill the shape [${shape.join(', ')}]`);
  const { type, data } = storedAs(values);
  return Buffer.concat([npyHeader(type, shape), data]);
}

function storedAs(values: NpyValues): { readonly type: string; readonly data: Uint8Array } {
  if (values instanceof Uint8Array) return { type: '|b1', data: values };
  if (values instanceof Float32Array) return { type: '<f4', data: numbers(values, 4) };
  if (values instanceof Float64Array) return { type: '<f8', data: numbers(values, 8) };
  return texts(values);
}

function numbers(values: Float32Array | Float64Array, size: 4 | 8): Uint8Array {
  const data = new Uint8Array(size * values.length);
  const view = new DataView(data.buffer);
  values.forEach((value, index) => {
    if (size === 4) view.setFloat32(size * index, value, true);
    else view.setFloat64(size * index, value, true);
  });
  return data;
}

/** Each text has room for the longest; what is shorter ends in zeros. NumPy knows no width of 0. */
function texts(values: readonly string[]): { readonly type: string; readonly data: Uint8Array } {
  const points = values.map((value) => Array.from(value, (character) => character.codePointAt(0)!));
  const width = points.reduce((widest, { length }) => Math.max(widest, length), 1);
  const data = new Uint8Array(4 * width * values.length);
  const view = new DataView(data.buffer);
  points.forEach((text, row) =>
    text.forEach((point, column) => view.setUint32(4 * (row * width + column), point, true)),
  );
  return { type: `<U${width}`, data };
}

function npyHeader(type: string, shape: readonly number[]): Uint8Array {
  const lengths = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${lengths}), }`;
  const size = ALIGNMENT * Math.ceil((10 + text.length + 1) / ALIGNMENT);
  const padded = `${text.padEnd(size - 11)}\n`;
  const prefix = [0x93, ...Buffer.from('NUMPY', 'latin1'), 1, 0, padded.length & 0xff, padded.length >> 8];
  return Uint8Array.from([...prefix, ...Buffer.from(padded, 'latin1')]);
}
