/**
 * Dilation of two masks at once by a square of 7 × 7 pixels; beyond the edge there is nothing.
 *
 * A mask's member is bit 0 or bit 1 of a cell. The square is dilated as a row and then as a column of 7 cells; the seven
 * that the window covers are kept, two bits each, in one integer, so that a step costs the same for any window.
 */
const REACH = 3;
const BITS_PER_CELL = 2;
const WINDOW = (1 << (BITS_PER_CELL * (2 * REACH + 1))) - 1;
/** Bit 0 of all cells of the window. */
const FIRST_BITS = 0x55555555 & WINDOW;
const SECOND_BITS = FIRST_BITS << 1;

/** Members of either mask anywhere in the window. */
function membersOf(window: number): number {
  return ((window & FIRST_BITS) !== 0 ? 1 : 0) | ((window & SECOND_BITS) !== 0 ? 2 : 0);
}

/** Dilates one row or column: the `size` cells that start at `offset` and are `stride` apart. */
function dilateLine(from: Uint8Array, to: Uint8Array, offset: number, stride: number, size: number): void {
  let window = 0;
  for (let ahead = 0; ahead < size + REACH; ahead++) {
    const next = ahead < size ? from[offset + ahead * stride] : 0;
    window = ((window << BITS_PER_CELL) | next) & WINDOW;
    if (ahead >= REACH) to[offset + (ahead - REACH) * stride] = membersOf(window);
  }
}

/** The two masks of `cells` (row-major, `size` × `size`, values 0 to 3) grown by 3 pixels in each direction. */
export function dilateBySquare(cells: Uint8Array, size: number): Uint8Array {
  const alongRows = new Uint8Array(cells.length);
  const dilated = new Uint8Array(cells.length);
  for (let row = 0; row < size; row++) dilateLine(cells, alongRows, row * size, 1, size);
  for (let column = 0; column < size; column++) dilateLine(alongRows, dilated, column, size, size);
  return dilated;
}
