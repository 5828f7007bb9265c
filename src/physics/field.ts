/** Side of a patch in pixels: all of giq's worlds use square patches. */
export const PATCH_SIZE = 128;

/**
 * The radial magnetic field of one patch.
 *
 * `pixels` is row-major, `size` × `size`, in kilogauss; row 0 is north, column 0 is east.
 */
export interface Field {
  readonly pixels: Float32Array;
  readonly size: number;
}

/** Size of one pixel of a patch on the Sun, in Mm. The two differ where a rectangular box was resampled to a square. */
export interface PixelScale {
  readonly width: number;
  readonly height: number;
}

/** A field with, where it is known, its scale. */
export interface Patch extends Field {
  readonly scale?: PixelScale;
}
