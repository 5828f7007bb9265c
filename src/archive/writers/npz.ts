import { encodeNpy, type NpyValues } from './npy.js';

/** An array with the lengths of its dimensions; a row where they are not given. */
export interface NpzArray {
  readonly values: NpyValues;
  readonly shape?: readonly number[];
}

/** The clock is no part of a result; a zip archive cannot tell earlier times. */
const NO_DATE = new Date(1980, 0, 1);

/**
 * Encodes arrays by name as NPZ, compressed, in their order: what `numpy.load` gives by these names.
 *
 * @param texts further members by file name; NumPy gives them as bytes
 */
export async function encodeNpz(
  arrays: Readonly<Record<string, NpzArray>>,
  texts: Readonly<Record<string, string>> = {},
): Promise<Uint8Array> {
  const { strToU8, zipSync } = await import('fflate');
  const members = Object.entries(arrays).map(
    ([name, { values, shape = [values.length] }]) => [`${name}.npy`, encodeNpy(values, shape)] as const,
  );
  const others = Object.entries(texts).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries([...members, ...others]), { mtime: NO_DATE });
}
