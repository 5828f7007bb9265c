import type * as tfjs from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D, Tfjs } from '../tfjs-layout.js';
import { geometry } from './geometry.js';

/** The taps of a kernel that meet every stride-th pixel of one phase, and the padding of their convolution. */
interface Taps {
  readonly first: number;
  readonly count: number;
  readonly before: number;
  readonly after: number;
}

/**
 * dL/dx of a convolution: for every phase of the stride, a convolution of dy by the taps that meet it, turned round; the
 * phases are then interleaved. With stride 1 there is one phase, and this is the convolution by the turned kernel.
 */
export function inputGradient(
  tf: Tfjs,
  { dy, filter }: Readonly<Record<string, Tensor>>,
  attrs: tfjs.NamedAttrMap,
): Tensor {
  const inputShape = attrs.inputShape as [number, number, number, number];
  const { info, stride } = geometry(tf, inputShape, filter.shape, attrs);
  const [kernelHeight, kernelWidth] = filter.shape as [number, number, number, number];
  const phases = Array.from({ length: stride }, (_, phase) => phase);
  const rows = Math.ceil(info.inHeight / stride);
  const columns = Math.ceil(info.inWidth / stride);
  const vertical = phases.map((phase) =>
    tapsOf(phase, stride, kernelHeight, info.padInfo.top, info.outHeight, rows),
  );
  const horizontal = phases.map((phase) =>
    tapsOf(phase, stride, kernelWidth, info.padInfo.left, info.outWidth, columns),
  );
  const turned = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]);
  const parts = vertical.flatMap((down) =>
    horizontal.map((across) => onePhase(tf, dy, turned, stride, down, across, [rows, columns])),
  );
  return interleave(tf, parts, stride, inputShape);
}

/**
 * Row stride·i + phase of x meets the taps t ≡ phase + padding (mod stride): Σ_m dy[i + ⌊(phase + padding)/stride⌋ − m] ·
 * w[first + stride·m].
 */
function tapsOf(
  phase: number,
  stride: number,
  size: number,
  padding: number,
  length: number,
  wanted: number,
): Taps {
  const first = (phase + padding) % stride;
  const count = Math.max(0, Math.ceil((size - first) / stride));
  const before = count - 1 - Math.floor((phase + padding) / stride);
  return { first, count, before, after: wanted - length - before + count - 1 };
}

function onePhase(
  tf: Tfjs,
  dy: Tensor,
  turned: Tensor,
  stride: number,
  down: Taps,
  across: Taps,
  [rows, columns]: [number, number],
): Tensor {
  const [height, width, , channels] = turned.shape as Tensor4D['shape'];
  if (down.count === 0 || across.count === 0) return tf.zeros([dy.shape[0], rows, columns, channels]);
  const taps = tf.stridedSlice(
    turned,
    [firstTurned(height, stride, down), firstTurned(width, stride, across), 0, 0],
    turned.shape,
    [stride, stride, 1, 1],
  ) as Tensor4D;
  const cropped = crop(tf, dy, down, across);
  return tf.conv2d(cropped as Tensor4D, taps, 1, [
    [0, 0],
    [Math.max(down.before, 0), Math.max(down.after, 0)],
    [Math.max(across.before, 0), Math.max(across.after, 0)],
    [0, 0],
  ]);
}

/** Where the last tap of a phase is, counted from the end of the kernel. */
function firstTurned(size: number, stride: number, { first, count }: Taps): number {
  return size - 1 - (first + stride * (count - 1));
}

/** Padding that is negative crops. */
function crop(tf: Tfjs, dy: Tensor, down: Taps, across: Taps): Tensor {
  const cut = (pad: number) => Math.max(-pad, 0);
  if ([down, across].every(({ before, after }) => before >= 0 && after >= 0)) return dy;
  const [count, height, width, channels] = dy.shape as Tensor4D['shape'];
  return tf.slice(
    dy,
    [0, cut(down.before), cut(across.before), 0],
    [
      count,
      height - cut(down.before) - cut(down.after),
      width - cut(across.before) - cut(across.after),
      channels,
    ],
  );
}

/**
 * Puts the phases, row by row, back between one another, and removes what is beyond the image. Pixels of one row side by
 * side in the channels, and rows side by side in the columns, are in the order of the image already.
 */
function interleave(tf: Tfjs, parts: readonly Tensor[], stride: number, shape: readonly number[]): Tensor {
  if (stride === 1) return parts[0];
  const [count, rows, columns, channels] = parts[0].shape as Tensor4D['shape'];
  const lines = Array.from({ length: stride }, (_, phase) => {
    const line = tf.concat(parts.slice(phase * stride, (phase + 1) * stride), 3);
    return tf.reshape(line, [count, rows, columns * stride * channels]);
  });
  const whole = tf.reshape(tf.concat(lines, 2), [count, rows * stride, columns * stride, channels]);
  if (rows * stride === shape[1] && columns * stride === shape[2]) return whole;
  return tf.slice(whole, [0, 0, 0, 0], [...shape]);
}
