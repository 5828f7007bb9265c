import { cos, radians, sin } from '../../numeric/deterministic.js';
import type { RandomStream } from '../../numeric/random.js';
import { PATCH_SIZE } from '../../physics/field.js';

/** How a patch is disguised. */
export interface Augmentation {
  /** Degrees, anticlockwise. */
  readonly rotation: number;
  /** Above 1 enlarges. */
  readonly zoom: number;
  /** Pixels that the picture moves to the west and to the south. */
  readonly right: number;
  readonly down: number;
  /** Mirrors north and south: what a region looks like on the other hemisphere, but for its polarities. */
  readonly mirrored: boolean;
}

/** As the encoder of the embedded world is trained: ±20°, 0.8 to 1.2, ±10 pixels, mirrored half of the time. */
export function drawAugmentation(stream: RandomStream): Augmentation {
  return {
    rotation: stream.between(-20, 20),
    zoom: stream.between(0.8, 1.2),
    right: stream.between(-10, 10),
    down: stream.between(-10, 10),
    mirrored: stream.chance(0.5),
  };
}

/** The augmented picture: bilinear, 0 where it shows what lies outside the patch. */
export function augment(pixels: Float32Array, augmentation: Augmentation): Float32Array {
  const { rotation, zoom, right, down, mirrored } = augmentation;
  const [cosine, sine] = [cos(radians(rotation)) / zoom, sin(radians(rotation)) / zoom];
  const centre = (PATCH_SIZE - 1) / 2;
  return Float32Array.from({ length: pixels.length }, (_, index) => {
    const x = (index % PATCH_SIZE) - centre - right;
    const y = Math.floor(index / PATCH_SIZE) - centre - down;
    // Rows run southwards, so anticlockwise is this way round.
    const [column, row] = [cosine * x - sine * y, sine * x + cosine * y];
    return bilinear(pixels, centre + (mirrored ? -row : row), centre + column);
  });
}

function bilinear(pixels: Float32Array, row: number, column: number): number {
  const [top, left] = [Math.floor(row), Math.floor(column)];
  const [down, right] = [row - top, column - left];
  return (
    (1 - down) * ((1 - right) * at(pixels, top, left) + right * at(pixels, top, left + 1)) +
    down * ((1 - right) * at(pixels, top + 1, left) + right * at(pixels, top + 1, left + 1))
  );
}

function at(pixels: Float32Array, row: number, column: number): number {
  const inside = row >= 0 && row < PATCH_SIZE && column >= 0 && column < PATCH_SIZE;
  return inside ? pixels[row * PATCH_SIZE + column] : 0;
}
