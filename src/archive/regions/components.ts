/** Cells that are set, row-major; in a round one the last column lies beside the first. */
export interface Mask {
  readonly cells: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly isRound: boolean;
}

/**
 * The cells of every connected component, diagonal neighbours included, in the order of their first cells.
 *
 * Cells that are at most `gap` apart (along x and along y) belong together too.
 */
export function components(mask: Mask, gap = 0): number[][] {
  const labels = label(gap > 0 ? dilate(mask, Math.ceil(gap / 2)) : mask);
  const found = new Map<number, number[]>();
  mask.cells.forEach((isSet, cell) => {
    if (!isSet) return;
    const members = found.get(labels[cell]);
    if (members) members.push(cell);
    else found.set(labels[cell], [cell]);
  });
  return [...found.values()];
}

/** The number of its component for each set cell, −1 for others: each component is flooded from its first cell. */
function label(mask: Mask): Int32Array {
  const labels = new Int32Array(mask.cells.length).fill(-1);
  mask.cells.forEach((isSet, start) => {
    if (!isSet || labels[start] >= 0) return;
    labels[start] = start;
    for (const open = [start]; open.length > 0;) {
      for (const next of neighbours(open.pop()!, mask, 1)) {
        if (!mask.cells[next] || labels[next] >= 0) continue;
        labels[next] = start;
        open.push(next);
      }
    }
  });
  return labels;
}

/** Sets all cells of the square of side 2 `reach` + 1 around each set cell. */
function dilate(mask: Mask, reach: number): Mask {
  const cells = new Uint8Array(mask.cells.length);
  mask.cells.forEach((isSet, cell) => {
    if (!isSet) return;
    cells[cell] = 1;
    for (const near of neighbours(cell, mask, reach)) cells[near] = 1;
  });
  return { ...mask, cells };
}

function* neighbours(cell: number, { width, height, isRound }: Mask, reach: number): Generator<number> {
  const [row, column] = [Math.floor(cell / width), cell % width];
  for (let y = Math.max(0, row - reach); y <= Math.min(height - 1, row + reach); y++) {
    for (let offset = -reach; offset <= reach; offset++) {
      const x = isRound ? (column + offset + width) % width : column + offset;
      if (x >= 0 && x < width && (offset !== 0 || y !== row)) yield y * width + x;
    }
  }
}
