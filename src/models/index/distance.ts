/**
 * Squared Euclidean distance, in float64, of a query to the row that starts at `offset`.
 *
 * Four sums at a time: one long chain of additions would leave the processor waiting, which costs a factor of two.
 */
export function squaredDistance(rows: Float32Array, offset: number, query: Float32Array): number {
  const dimension = query.length;
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let j = 0;
  for (; j + 3 < dimension; j += 4) {
    const a = rows[offset + j] - query[j];
    const b = rows[offset + j + 1] - query[j + 1];
    const c = rows[offset + j + 2] - query[j + 2];
    const d = rows[offset + j + 3] - query[j + 3];
    first += a * a;
    second += b * b;
    third += c * c;
    fourth += d * d;
  }
  for (; j < dimension; j++) first += (rows[offset + j] - query[j]) ** 2;
  return first + second + (third + fourth);
}
