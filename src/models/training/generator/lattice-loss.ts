import { constant } from '../../engines/kernels/operations.js';
import type { Tensor, Tensor2D, Tfjs } from '../../engines/tfjs-layout.js';

/** Frequencies beside the printed one, in cells below it, that say how much power belongs there. */
const BESIDE = [2, 3, 4];

/**
 * What upsampling prints: how far the mean power at a period of so many pixels, along rows, along columns and along both,
 * exceeds the power beside it (excess of the ratio over 1, mean over profiles and periods). Power beside is a measure, not
 * something to raise: no gradient flows there.
 *
 * @param images [batch, size, size, 1], size a multiple of every period
 * @param periods in pixels; 2 is the highest frequency that there is
 */
export function latticeLoss(tf: Tfjs, images: Tensor, periods: readonly number[]): Tensor {
  const [count, size] = images.shape;
  const flat = tf.reshape(images, [count, size, size!]);
  const excesses = periods.flatMap((period) =>
    profilesOf(tf, flat, period).map((profile) => excess(tf, profile, period)),
  );
  return tf.mean(tf.concat(excesses));
}

/** What is left of images [batch, size, size] once rows, columns, and waves of rows are summed, each [batch, size]. */
function profilesOf(tf: Tfjs, flat: Tensor, period: number): Tensor2D[] {
  const size = flat.shape[1]!;
  const waves = wavesOf(size, size / period);
  const ofRows = waves.map((wave) => tf.sum(tf.mul(flat, tf.tensor(wave, [1, size, 1])), 1));
  return [tf.sum(flat, 1), tf.sum(flat, 2), ...ofRows] as Tensor2D[];
}

function excess(tf: Tfjs, profile: Tensor2D, period: number): Tensor {
  const size = profile.shape[1];
  const power = (waves: number[][], of = profile) =>
    tf.mean(tf.square(tf.matMul(of, tf.transpose(tf.tensor2d(waves)) as Tensor2D)));
  const printed = wavesOf(size, size / period);
  const beside = BESIDE.flatMap((cells) => wavesOf(size, size / period - cells));
  const around = constant(tf, profile, (held) => power(beside, held as Tensor2D));
  // Cosine and sine share the power of a frequency; the highest has a cosine alone.
  const share = 2 / printed.length;
  const ratio = tf.div(power(printed), tf.add(tf.mul(around, share), 1e-6));
  return tf.reshape(tf.relu(tf.sub(ratio, 1)), [1]);
}

/** Cosine and sine of a frequency in cells; of the highest the cosine alone, since its sine is zero. */
function wavesOf(size: number, frequency: number): number[][] {
  const wave = (of: (angle: number) => number) =>
    Array.from({ length: size }, (_, i) => of((2 * Math.PI * frequency * i) / size));
  return frequency === size / 2 ? [wave(Math.cos)] : [wave(Math.cos), wave(Math.sin)];
}
