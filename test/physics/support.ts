import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import type { Field } from '../../src/physics/field.js';

/** A fixture patch with what numpy, scipy and scikit-image measured on it. */
export interface OraclePatch {
  readonly name: string;
  readonly field: Field;
  /** Raw units; NaN where missing. */
  readonly expected: Readonly<Record<string, number>>;
}

/** A small map in G with the patch that scipy made of it. */
export interface OracleResampling {
  readonly width: number;
  readonly height: number;
  readonly rowZero: 'north' | 'south';
  readonly size: number;
  readonly values: readonly number[];
  readonly pixels: readonly number[];
}

interface OracleFile {
  readonly patches: readonly { size: number; name: string; parameters: Record<string, number | null> }[];
  readonly resampling: readonly (Omit<OracleResampling, 'values'> & { values: readonly (number | null)[] })[];
}

const oracleFile = (name: string): URL => new URL(`../oracles/${name}`, import.meta.url);
const oracle = JSON.parse(readFileSync(oracleFile('physics.json'), 'utf8')) as OracleFile;

/** The int16 data (gauss) of an array of the npz file. */
function readGauss(npy: Uint8Array): Int16Array {
  const bytes = npy.slice();
  const headerLength = new DataView(bytes.buffer).getUint16(8, true);
  return new Int16Array(bytes.buffer, 10 + headerLength);
}

/** All fixture patches of the oracle, the pixels in kG as float32. */
export function oraclePatches(): OraclePatch[] {
  const arrays = unzipSync(readFileSync(oracleFile('physics.npz')));
  const taken = new Map<number, number>();
  return oracle.patches.map(({ size, name, parameters }) => {
    const start = taken.get(size) ?? 0;
    taken.set(size, start + size * size);
    const gauss = readGauss(arrays[`size${size}.npy`]).subarray(start, start + size * size);
    const pixels = Float32Array.from(gauss, (value) => value / 1000);
    const expected = Object.entries(parameters).map(([key, value]) => [key, value ?? NaN]);
    return { name: `${name} ${size}`, field: { pixels, size }, expected: Object.fromEntries(expected) };
  });
}

export function oracleResamplings(): OracleResampling[] {
  return oracle.resampling.map((item) => ({ ...item, values: item.values.map((value) => value ?? NaN) }));
}

/** The field of a function of row and column, in kG. */
export function fieldOf(size: number, value: (row: number, column: number) => number): Field {
  const pixels = Float32Array.from({ length: size * size }, (_, index) =>
    value(Math.floor(index / size), index % size),
  );
  return { pixels, size };
}

/** Fields of 16 × 16 pixels, from mostly weak to mostly strong. */
export const anyField: fc.Arbitrary<Field> = fc
  .record({
    values: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 256, maxLength: 256 }),
    strength: fc.double({ min: 0.1, max: 1, noNaN: true }),
  })
  .map(({ values, strength }) => fieldOf(16, (row, column) => strength * values[row * 16 + column] ** 3));

/** The field that at (row, column) has the value of the other at the place that `from` names. */
export function moved(field: Field, from: (row: number, column: number) => [number, number]): Field {
  return fieldOf(field.size, (row, column) => {
    const [fromRow, fromColumn] = from(row, column);
    return field.pixels[fromRow * field.size + fromColumn];
  });
}

/** The field multiplied by a factor. */
export function scaled(field: Field, factor: number): Field {
  return { ...field, pixels: field.pixels.map((value) => value * factor) };
}
