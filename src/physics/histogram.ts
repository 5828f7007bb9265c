/** A histogram as a probability density. */
export interface DensityHistogram {
  /** Middle of each bin, in the unit of the values. */
  readonly centres: Float64Array;
  /** Share of the values in each bin divided by the bin's width. */
  readonly density: Float64Array;
}

/** `bins` + 1 edges, equally far apart and computed as numpy.linspace does. */
function binEdges(minimum: number, maximum: number, bins: number): Float64Array {
  const step = (maximum - minimum) / bins;
  const edges = Float64Array.from({ length: bins + 1 }, (_, bin) => minimum + bin * step);
  edges[bins] = maximum;
  return edges;
}

/** Values per bin. A bin is [edge, next edge), the last one [edge, next edge]; the edges themselves decide. */
function countPerBin(values: Float32Array, edges: Float64Array): Float64Array {
  const bins = edges.length - 1;
  const minimum = edges[0];
  const binsPerUnit = bins / (edges[bins] - minimum);
  const counts = new Int32Array(bins);
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    // `| 0` cuts off as Math.trunc does, without a call.
    let bin = ((value - minimum) * binsPerUnit) | 0;
    if (bin >= bins) bin = bins - 1;
    if (value < edges[bin]) bin--;
    else if (bin < bins - 1 && value >= edges[bin + 1]) bin++;
    counts[bin]++;
  }
  return Float64Array.from(counts);
}

/** Smallest and largest value. */
export function rangeOf(values: Float32Array): { readonly minimum: number; readonly maximum: number } {
  let minimum = Infinity;
  let maximum = -Infinity;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  return { minimum, maximum };
}

/** The density of `values` in `bins` equal bins of their range, as numpy.histogram(density=True). */
export function densityHistogram(
  values: Float32Array,
  bins: number,
  { minimum, maximum } = rangeOf(values),
): DensityHistogram {
  const edges = binEdges(minimum, maximum, bins);
  const counts = countPerBin(values, edges);
  return {
    centres: counts.map((_, bin) => (edges[bin] + edges[bin + 1]) / 2),
    density: counts.map((count, bin) => count / (edges[bin + 1] - edges[bin]) / values.length),
  };
}
