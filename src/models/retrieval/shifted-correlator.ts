/**
 * How alike two pictures are when one of them may be moved a little: the largest normalised cross-correlation over all
 * shifts of at most `reach` pixels in each direction.
 *
 * The mean of each picture is taken away and its length made 1 before; what is moved out of the frame is lost, so that a
 * large shift must pay for itself. With no reach it is Pearson's correlation of the pixels. 0 where a picture is constant.
 *
 * @param query `side` × `side`
 * @returns a function of candidates of the same size
 */
export function shiftedCorrelator(
  query: ArrayLike<number>,
  side: number,
  reach: number,
): (candidate: ArrayLike<number>) => number {
  const padded = pad(unit(query), side, reach);
  const width = side + 2 * reach;
  return (candidate) => {
    const moved = unit(candidate);
    let best = -Infinity;
    for (let row = 0; row <= 2 * reach; row++) {
      for (let column = 0; column <= 2 * reach; column++) {
        best = Math.max(best, overlap(padded, row * width + column, width, moved, side));
      }
    }
    return best;
  };
}

/** A picture without its mean, of length 1; of zeros where it is constant. */
function unit(picture: ArrayLike<number>): Float64Array {
  let sum = 0;
  for (let pixel = 0; pixel < picture.length; pixel++) sum += picture[pixel];
  const mean = sum / picture.length;
  const values = new Float64Array(picture.length);
  let squares = 0;
  for (let pixel = 0; pixel < values.length; pixel++) {
    values[pixel] = picture[pixel] - mean;
    squares += values[pixel] ** 2;
  }
  const factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  for (let pixel = 0; pixel < values.length; pixel++) values[pixel] *= factor;
  return values;
}

/** A picture with a margin of zeros. */
function pad(picture: Float64Array, side: number, margin: number): Float64Array {
  const width = side + 2 * margin;
  const padded = new Float64Array(width * width);
  for (let row = 0; row < side; row++) {
    padded.set(picture.subarray(row * side, (row + 1) * side), (row + margin) * width + margin);
  }
  return padded;
}

/** Sum of products of a picture and the part of a wider one that begins at `offset`. */
function overlap(
  wide: Float64Array,
  offset: number,
  width: number,
  picture: Float64Array,
  side: number,
): number {
  let sum = 0;
  for (let row = 0, pixel = 0; row < side; row++) {
    // A sum a row: one long chain of additions would leave the processor waiting.
    let line = 0;
    for (let from = offset + row * width, end = from + side; from < end; from++, pixel++) {
      line += wide[from] * picture[pixel];
    }
    sum += line;
  }
  return sum;
}
