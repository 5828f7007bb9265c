/** Whether patches differ from one another as observations do, and whether they share a pattern. */
import type { RandomStream } from '../../numeric/random.js';
import { quantile } from '../../numeric/statistics.js';
import { PATCH_SIZE } from '../../physics/field.js';
import { AREA, pixelsOf, type PatchSample } from '../samples.js';

/** Root mean square of the mean patch, in kG: what all patches have in common. */
export function meanPatchRms({ pixels, count }: PatchSample): number {
  const mean = new Float64Array(AREA);
  for (let index = 0; index < pixels.length; index++) mean[index % AREA] += pixels[index] / count;
  return Math.sqrt(mean.reduce((sum, value) => sum + value * value, 0) / AREA);
}

/** Pairs that the mean distance is taken over. */
const PAIRS = 20_000;

/** Mean root mean square difference, in kG, of pairs drawn at random. */
export function meanPairDistance(sample: PatchSample, stream: RandomStream): number {
  let sum = 0;
  for (let pair = 0; pair < PAIRS; pair++) {
    const first = stream.integer(sample.count);
    const second = (first + 1 + stream.integer(sample.count - 1)) % sample.count;
    sum += Math.sqrt(squaredDifference(pixelsOf(sample, first), pixelsOf(sample, second)) / AREA);
  }
  return sum / PAIRS;
}

/** Side of the squares that pictures are averaged over before pairs are searched: noise makes no two pictures differ. */
const BLOCK = 4;
/** Below this relative distance two pictures are one picture twice. */
const REPEATED = 0.1;

export interface NearestPairs {
  /** Of the nearest pair: |a − b| / √(|a|² + |b|²), 0 for the same picture, 1 for unrelated, √2 for opposite ones. */
  readonly nearest: number;
  /** Of a picture and its nearest, the median. */
  readonly median: number;
  /** Pictures whose nearest is less than 0.1 away. */
  readonly repeated: number;
}

/** Compares every picture with every other, averaged over squares of 4 × 4 pixels. */
export function nearestPairs(sample: PatchSample): NearestPairs {
  const small = Array.from({ length: sample.count }, (_, item) => blockMeans(pixelsOf(sample, item)));
  const sizes = small.map((picture) => squaredSize(picture));
  const nearest = new Float64Array(sample.count).fill(Infinity);
  for (let first = 0; first < sample.count; first++) {
    for (let second = first + 1; second < sample.count; second++) {
      const distance = Math.sqrt(
        squaredDifference(small[first], small[second]) / (sizes[first] + sizes[second]),
      );
      nearest[first] = Math.min(nearest[first], distance);
      nearest[second] = Math.min(nearest[second], distance);
    }
  }
  nearest.sort();
  return {
    nearest: nearest[0],
    median: quantile(nearest, 0.5),
    repeated: nearest.filter((distance) => distance < REPEATED).length,
  };
}

function blockMeans(pixels: Float32Array): Float32Array {
  const side = PATCH_SIZE / BLOCK;
  const means = new Float32Array(side * side);
  pixels.forEach((value, index) => {
    const [row, column] = [Math.floor(index / PATCH_SIZE), index % PATCH_SIZE];
    means[Math.floor(row / BLOCK) * side + Math.floor(column / BLOCK)] += value / BLOCK ** 2;
  });
  return means;
}

function squaredDifference(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += (one[index] - other[index]) ** 2;
  return sum;
}

const squaredSize = (picture: Float32Array) => picture.reduce((sum, value) => sum + value * value, 0);
