import type { Tensor, Tensor2D, Tensor4D, Tfjs } from '../../engines/tfjs-layout.js';
import type { Alignable } from './alignable.js';

/** Field of strong pixels, in kG, as the physical parameters have it. */
const THRESHOLD = 0.15;
/**
 * Width of the soft threshold, in kG. The roots of soft and hard R correlate with .997 over the archive; with 0.03, which
 * gives smoother slopes, with .957, and a generator that obeys the soft one has too little of the hard one.
 */
const TEMPERATURE = 0.01;
/** Side of the square by which strong pixels are dilated for R. */
const DILATION = 7;

/**
 * Differentiable twins of physical parameters, [batch, parameters]: masks are sigmoids, dilation a max pool, centroids
 * weighted means (science notes, section 4). In units of their own: TUF, NET and STRONG mean kG, R square root of kG px,
 * PSEP share of the diagonal, LP px, TILT radians, AREA share of the patch, GRAD kG/px, edges left out, WEAK kG.
 *
 * @param images [batch, size, size, 1] in kG
 */
export function softParameters(tf: Tfjs, images: Tensor, names: readonly Alignable[]): Tensor {
  const soft = new Soft(tf, images as Tensor4D);
  return tf.concat(
    names.map((name) => tf.reshape(soft[name](), [-1, 1])),
    1,
  );
}

/** What the twins share, computed once. */
class Soft {
  readonly #tf: Tfjs;
  readonly #images: Tensor4D;
  readonly #size: number;
  readonly #positive: Tensor;
  readonly #negative: Tensor;
  #gap: { x: Tensor; y: Tensor; distance: Tensor } | undefined;

  constructor(tf: Tfjs, images: Tensor4D) {
    this.#tf = tf;
    this.#images = images;
    this.#size = images.shape[1];
    const mask = (field: Tensor) => tf.sigmoid(tf.div(tf.sub(field, THRESHOLD), TEMPERATURE));
    this.#positive = mask(images);
    this.#negative = mask(tf.neg(images));
  }

  TUF(): Tensor {
    return this.#tf.div(this.#total(this.#tf.abs(this.#images)), this.#size ** 2);
  }

  R(): Tensor {
    const tf = this.#tf;
    const dilate = (mask: Tensor) => tf.maxPool(mask as Tensor4D, DILATION, 1, (DILATION - 1) / 2);
    const line = tf.mul(dilate(this.#positive), dilate(this.#negative));
    return tf.sqrt(tf.add(this.#total(tf.mul(tf.abs(this.#images), line)), 1e-3));
  }

  PSEP(): Tensor {
    return this.#tf.div(this.#separation().distance, this.#size * Math.SQRT2);
  }

  LP(): Tensor {
    return this.#tf.neg(this.#separation().x);
  }

  TILT(): Tensor {
    const { y, distance } = this.#separation();
    return this.#tf.asin(this.#tf.clipByValue(this.#tf.div(y, distance), -0.999, 0.999));
  }

  AREA(): Tensor {
    const tf = this.#tf;
    return tf.div(this.#total(tf.add(this.#positive, this.#negative)), this.#size ** 2);
  }

  NET(): Tensor {
    return this.#strongFlux((tf, positive, negative) => tf.sub(positive, negative));
  }

  STRONG(): Tensor {
    return this.#strongFlux((tf, positive, negative) => tf.add(positive, negative));
  }

  WEAK(): Tensor {
    const tf = this.#tf;
    const weak = tf.sub(1, tf.add(this.#positive, this.#negative));
    return tf.div(this.#total(tf.mul(weak, tf.abs(this.#images))), tf.add(this.#total(weak), 1e-6));
  }

  GRAD(): Tensor {
    const tf = this.#tf;
    const inner = this.#size - 2;
    const part = (row: number, column: number) =>
      tf.slice(this.#images, [0, row, column, 0], [this.#images.shape[0], inner, inner, 1]);
    const [alongRow, alongColumn] = [tf.sub(part(1, 2), part(1, 0)), tf.sub(part(2, 1), part(0, 1))];
    const squares = tf.add(tf.square(alongRow), tf.square(alongColumn));
    const slope = tf.mul(tf.sqrt(tf.add(squares, 1e-6)), 0.5);
    return tf.mean(tf.reshape(slope, [-1, inner * inner]), 1);
  }

  #strongFlux(join: (tf: Tfjs, positive: Tensor, negative: Tensor) => Tensor): Tensor {
    const tf = this.#tf;
    const positive = tf.mul(this.#positive, tf.relu(this.#images));
    const negative = tf.mul(this.#negative, tf.relu(tf.neg(this.#images)));
    return tf.div(this.#total(join(tf, positive, negative)), this.#size ** 2);
  }

  /** From the positive centroid to the negative. */
  #separation() {
    const tf = this.#tf;
    if (this.#gap) return this.#gap;
    const positive = this.#centroid(tf.mul(this.#positive, tf.relu(this.#images)));
    const negative = this.#centroid(tf.mul(this.#negative, tf.relu(tf.neg(this.#images))));
    const x = tf.sub(negative.x, positive.x);
    const y = tf.sub(negative.y, positive.y);
    this.#gap = { x, y, distance: tf.sqrt(tf.add(tf.add(tf.square(x), tf.square(y)), 1e-6)) };
    return this.#gap;
  }

  /** Sums of weight, weight × column and weight × row are one matrix product. */
  #centroid(weights: Tensor): { x: Tensor; y: Tensor } {
    const tf = this.#tf;
    const size = this.#size;
    const places = Array.from({ length: size * size }, (_, i) => [1, i % size, Math.floor(i / size)]);
    const rows = tf.reshape(weights, [-1, size * size]) as Tensor2D;
    const sums = tf.matMul(rows, tf.tensor2d(places));
    const column = (index: number) => tf.slice(sums, [0, index], [sums.shape[0], 1]);
    const weight = tf.add(column(0), 1e-6);
    return { x: tf.div(column(1), weight), y: tf.div(column(2), weight) };
  }

  #total(values: Tensor): Tensor {
    const tf = this.#tf;
    const rows = tf.reshape(values, [-1, this.#size ** 2]) as Tensor2D;
    return tf.matMul(rows, tf.ones([this.#size ** 2, 1]) as Tensor2D);
  }
}
