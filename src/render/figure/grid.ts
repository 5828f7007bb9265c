/** Equal squares in rows. */
import type { Box, Point } from './figure.js';

export interface Grid {
  readonly origin: Point;
  readonly perRow: number;
  readonly side: number;
  /** Between squares of a row, and between the end of a square and the next row. */
  readonly gap: Point;
}

/** The place of the square with this number. */
export function squareAt(index: number, { origin, perRow, side, gap }: Grid): Box {
  const [column, row] = [index % perRow, Math.floor(index / perRow)];
  return {
    x: origin[0] + column * (side + gap[0]),
    y: origin[1] + row * (side + gap[1]),
    width: side,
    height: side,
  };
}

/** The side of squares of which `perRow` fill a width. */
export function sideOf(width: number, perRow: number, gap: number): number {
  return (width - gap * (perRow - 1)) / perRow;
}

export const rowsOf = (count: number, perRow: number): number => Math.ceil(count / perRow);
