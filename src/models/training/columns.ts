/** Measures some parameters of `count` patches (count × 128 × 128, kG): count × parameters, C order, NaN where missing. */
export type Measure = (pixels: Float32Array, count: number) => Float64Array;

/** The columns of a table in C order, by name. */
export function columnsOf(
  values: Float64Array,
  names: readonly string[],
): ReadonlyMap<string, Float64Array<ArrayBuffer>> {
  const rows = values.length / names.length;
  return new Map(
    names.map((name, column) => [
      name,
      Float64Array.from({ length: rows }, (_, row) => values[row * names.length + column]),
    ]),
  );
}
