import { totalsOf } from './totals.js';
import type { Totals } from './totals.js';

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
  const edges = new Float64Array(bins + 1);
  for (let bin = 0; bin < bins; bin++) edges[bin] = minimum + bin * step;
  edges[bins] = maximum;
  return edges;
}

/** Values per bin. A bin is [edge, next edge), the last one [edge, next edge]; the edges themselves decide. */
function countPerBin(values: Float32Array, edges: Float64Array): Int32Array {
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
  return counts;
}

/** The density of `values` in `bins` equal bins of their range, as numpy.histogram(density=True). */
export function densityHistogram(
  values: Float32Array,
  bins: number,
  { minimum, maximum }: Pick<Totals, 'minimum' | 'maximum'> = totalsOf(values),
): DensityHistogram {
  const edges = binEdges(minimum, maximum, bins);
  const counts = countPerBin(values, edges);
  const [centres, density] = [new Float64Array(bins), new Float64Array(bins)];
  for (let bin = 0; bin < bins; bin++) {
    centres[bin] = (edges[bin] + edges[bin + 1]) / 2;
    density[bin] = counts[bin] / (edges[bin + 1] - edges[bin]) / values.length;
  }
  return { centres, density };
}
