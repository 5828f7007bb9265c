const REACH = 3;

/** Index of the largest value within 3 pixels along rows and columns of each pixel; row-major, `size` × `size`. */
export function largestNearby(values: Float32Array, size: number): Int32Array {
  const own = Int32Array.from(values, (_, index) => index);
  return largestAlong(values, largestAlong(values, own, size, 1), size, size);
}

/** One axis: among the `candidates` up to 3 steps of `stride` away, the index of the largest value. */
function largestAlong(
  values: Float32Array,
  candidates: Int32Array,
  size: number,
  stride: number,
): Int32Array {
  const result = new Int32Array(candidates.length);
  for (let index = 0; index < candidates.length; index++) {
    const place = stride === 1 ? index % size : Math.floor(index / size);
    let best = candidates[index];
    for (let step = -Math.min(REACH, place); step <= Math.min(REACH, size - 1 - place); step++) {
      const candidate = candidates[index + step * stride];
      if (values[candidate] > values[best]) best = candidate;
    }
    result[index] = best;
  }
  return result;
}
