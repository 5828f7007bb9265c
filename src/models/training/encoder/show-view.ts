import type { RandomStream } from '../../../numeric/random.js';
import type { PatchSet } from '../common/patch-cache.js';
import { readPatch } from '../common/patch-cache.js';
import { fillNormal } from '../common/streams.js';
import type { View } from './recipe.js';

/**
 * Writes a patch as a view shows it, in kG: mirrored, turned, magnified and shifted about its middle (bilinear, 0 beyond
 * the edge), blurred, with noise. Returns whether it is upside down.
 */
export function showView(
  patches: PatchSet,
  index: number,
  view: View,
  random: RandomStream,
  into: Float32Array,
): boolean {
  const { size } = patches;
  const northSouth = view.mirrorNorthSouth && random.chance(0.5);
  readPatch(patches, index, { sign: 1, northSouth, eastWest: false }, into);
  if (view.rotate !== 0 || view.zoom !== 0 || view.shift !== 0)
    resample(into.slice(), size, drawPlacement(view, random), into);
  if (view.blur > 0 && random.chance(0.5)) blur(into.slice(), size, random.between(0, view.blur), into);
  if (view.noise > 0) addNoise(into, random.between(0, view.noise), random);
  return northSouth;
}

/** Where a pixel of the view lies in the patch: its offset from the middle turned and scaled, then shifted. */
interface Placement {
  readonly cosine: number;
  readonly sine: number;
  readonly across: number;
  readonly down: number;
}

function drawPlacement({ rotate, zoom, shift }: View, random: RandomStream): Placement {
  const angle = (random.between(-rotate, rotate) * Math.PI) / 180;
  const magnification = random.between(1 - zoom, 1 + zoom);
  return {
    cosine: Math.cos(angle) / magnification,
    sine: Math.sin(angle) / magnification,
    across: random.between(-shift, shift),
    down: random.between(-shift, shift),
  };
}

function resample(from: Float32Array, size: number, place: Placement, into: Float32Array): void {
  const middle = (size - 1) / 2;
  const pixel = (row: number, column: number) =>
    row >= 0 && column >= 0 && row < size && column < size ? from[row * size + column] : 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const [x, y] = [column - middle, row - middle];
      const across = middle + place.cosine * x - place.sine * y + place.across;
      const down = middle + place.sine * x + place.cosine * y + place.down;
      const [left, top] = [Math.floor(across), Math.floor(down)];
      const [right, low] = [across - left, down - top];
      into[row * size + column] =
        (1 - low) * ((1 - right) * pixel(top, left) + right * pixel(top, left + 1)) +
        low * ((1 - right) * pixel(top + 1, left) + right * pixel(top + 1, left + 1));
    }
  }
}

/** Mixes every pixel with the mean of the 3 × 3 about it; those beyond the edge are the edge's. */
function blur(from: Float32Array, size: number, share: number, into: Float32Array): void {
  const inside = (place: number) => Math.min(Math.max(place, 0), size - 1);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let i = -1; i <= 1; i++)
        for (let j = -1; j <= 1; j++) sum += from[inside(row + i) * size + inside(column + j)];
      const at = row * size + column;
      into[at] = (1 - share) * from[at] + (share * sum) / 9;
    }
  }
}

function addNoise(into: Float32Array, deviation: number, random: RandomStream): void {
  const noise = fillNormal(random, new Float32Array(into.length));
  for (let i = 0; i < into.length; i++) into[i] += deviation * noise[i];
}
