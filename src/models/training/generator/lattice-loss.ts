import type { Tensor, Tensor2D, Tfjs } from '../../engines/tfjs-layout.js';

/** Frequencies beside the highest one, in cells below it, that say how much power belongs there. */
const BESIDE = [2, 3, 4];

/**
 * What upsampling prints: how far the mean power at the period of two pixels, along rows, along columns and along both,
 * exceeds the power beside it (excess of the ratio over 1, mean of the three). Power beside is a measure, not something to
 * raise: no gradient flows there.
 *
 * @param images [batch, size, size, 1], size even
 */
export function latticeLoss(tf: Tfjs, images: Tensor): Tensor {
  const [count, size] = images.shape;
  const flat = tf.reshape(images, [count, size, size!]);
  const alternating = tf.tensor1d(Array.from({ length: size! }, (_, i) => 1 - 2 * (i % 2)));
  const ofRows = tf.mul(flat, tf.reshape(alternating, [1, size!, 1]));
  const profiles = [tf.sum(flat, 1), tf.sum(flat, 2), tf.sum(ofRows, 1)];
  const excesses = profiles.map((profile) => excess(tf, profile as Tensor2D, size!));
  return tf.mean(tf.concat(excesses));
}

function excess(tf: Tfjs, profile: Tensor2D, size: number): Tensor {
  const power = (waves: number[][]) =>
    tf.mean(tf.square(tf.matMul(profile, tf.transpose(tf.tensor2d(waves)) as Tensor2D)));
  const beside = BESIDE.flatMap((cells) => pairOfWaves(size, size / 2 - cells));
  const around = tf.tensor(power(beside).dataSync(), []);
  const highest = Array.from({ length: size }, (_, i) => 1 - 2 * (i % 2));
  // Cosine and sine share the power of a frequency; the highest has a cosine alone.
  const ratio = tf.div(power([highest]), tf.add(tf.mul(around, 2), 1e-6));
  return tf.reshape(tf.relu(tf.sub(ratio, 1)), [1]);
}

function pairOfWaves(size: number, frequency: number): number[][] {
  const wave = (of: (angle: number) => number) =>
    Array.from({ length: size }, (_, i) => of((2 * Math.PI * frequency * i) / size));
  return [wave(Math.cos), wave(Math.sin)];
}
