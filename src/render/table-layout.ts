/** What a column can do with its width. */
export interface Elastic {
  readonly natural: number;
  readonly least: number;
}

/**
 * Widths of the columns that fit beside one another with `gap` between them. As many columns as can fit when all are
 * abbreviated to their least width (at least the first); the widest ones are abbreviated first.
 */
export function fitColumns(columns: readonly Elastic[], room: number, gap: number): number[] {
  const kept = columns.slice(0, columnsThatFit(columns, room, gap));
  const space = room - gap * (kept.length - 1);
  const widths = kept.map(({ natural }) => natural);
  while (sum(widths) > space) {
    const widest = widestElastic(kept, widths);
    if (widest === -1) return widths.map((width) => Math.min(width, room));
    widths[widest] -= 1;
  }
  return widths;
}

function columnsThatFit(columns: readonly Elastic[], room: number, gap: number): number {
  let used = -gap;
  const beyond = columns.findIndex(({ least }) => (used += least + gap) > room);
  return beyond === -1 ? columns.length : Math.max(1, beyond);
}

/** The widest column that is still above its least width; -1 when there is none. */
function widestElastic(columns: readonly Elastic[], widths: readonly number[]): number {
  return widths.reduce(
    (best, width, i) => (width > columns[i].least && (best === -1 || width > widths[best]) ? i : best),
    -1,
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
