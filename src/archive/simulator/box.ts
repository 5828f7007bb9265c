import { PATCH_SIZE } from '../../physics/field.js';

/** The rectangle on the Sun that a patch shows, in Mm. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

export const PIXELS = PATCH_SIZE * PATCH_SIZE;

const SQUARE_CENTIMETRES_PER_SQUARE_MEGAMETRE = 1e16;

/** Area of a pixel in Mm². */
export function pixelArea(box: Box): number {
  return (box.width * box.height) / PIXELS;
}

/** Flux in Mx of 1 G over one pixel. */
export function fluxPerGauss(box: Box): number {
  return pixelArea(box) * SQUARE_CENTIMETRES_PER_SQUARE_MEGAMETRE;
}

/** Distance west of the box's centre of the middle of a column, in Mm. */
export function columnX(box: Box, column: number): number {
  return ((column + 0.5) / PATCH_SIZE - 0.5) * box.width;
}

/** Distance north of the box's centre of the middle of a row, in Mm: row 0 is the northernmost. */
export function rowY(box: Box, row: number): number {
  return (0.5 - (row + 0.5) / PATCH_SIZE) * box.height;
}

/** Index of the pixel at (x, y) in Mm from the centre, or −1 outside the box. */
export function pixelAt(box: Box, x: number, y: number): number {
  const column = Math.floor((x / box.width + 0.5) * PATCH_SIZE);
  const row = Math.floor((0.5 - y / box.height) * PATCH_SIZE);
  if (column < 0 || column >= PATCH_SIZE || row < 0 || row >= PATCH_SIZE) return -1;
  return row * PATCH_SIZE + column;
}
