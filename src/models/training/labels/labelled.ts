/** Labelled embeddings: `rows` is n × d in C order, the others one a row. */
export interface Labelled {
  readonly rows: Float64Array;
  /** 1 or 0 of classes, any number otherwise. */
  readonly values: Float64Array;
  /** What a row must not be separated from when labels are split: its region. */
  readonly groups: readonly string[];
}

/** Some of the rows, in the order given. */
export function subset({ rows, values, groups }: Labelled, wanted: readonly number[]): Labelled {
  const width = rows.length / values.length;
  const chosen = new Float64Array(wanted.length * width);
  wanted.forEach((row, index) => chosen.set(rows.subarray(row * width, (row + 1) * width), index * width));
  return {
    rows: chosen,
    values: Float64Array.from(wanted, (row) => values[row]),
    groups: wanted.map((row) => groups[row]),
  };
}
