/** Values against how such values are distributed: a box plot in one line each. */
import type { Colours } from './capability.js';
import { formatNumber } from './number.js';
import { stylesFor } from './style.js';
import { pad, printable, truncate, widthOf } from './text.js';

/** One value and the quantiles that it is compared with. */
export interface DistributionRow {
  readonly name: string;
  /** NaN is missing. */
  readonly value: number;
  readonly unit: string;
  /** Shares, rising from 0..1, and the values at them, in the unit of `value`; empty where nothing is known. */
  readonly shares: readonly number[];
  readonly quantiles: readonly number[];
}

const WIDEST_BAR = 48;
const NARROWEST_BAR = 8;
const MARKS = {
  drawn: { whisker: '─', box: '━', median: '┿', value: '◆', below: '◀', above: '▶' },
  plain: { whisker: '-', box: '=', median: '|', value: 'O', below: '<', above: '>' },
};

/** Name, value, bar and the share of patches that are smaller; no line is wider than `columns`. */
export function distributionLines(
  rows: readonly DistributionRow[],
  columns: number,
  colours: Colours,
): string[] {
  const styles = stylesFor(colours);
  const names = column(rows.map(({ name }) => printable(name)));
  const values = column(rows.map(shownValue));
  const shares = column(rows.map((row) => spokenShare(shareOf(row))));
  const room = columns - 6 - [names, values, shares].reduce((sum, each) => sum + widthOf(each[0] ?? ''), 0);
  const width = Math.min(WIDEST_BAR, room);
  return rows.map((row, index) => {
    const bar = width < NARROWEST_BAR ? [] : [barOf(row, width, colours)];
    const share = styles.dim(shares[index]);
    const fits = width >= NARROWEST_BAR || room >= 2;
    const parts = [names[index], values[index], ...bar, ...(fits ? [share] : [])];
    return fits ? parts.join('  ').trimEnd() : truncate(`${names[index]} ${values[index]}`, columns);
  });
}

function column(texts: readonly string[]): string[] {
  const width = Math.max(0, ...texts.map(widthOf));
  return texts.map((text) => pad(text, width));
}

function shownValue({ value, unit }: DistributionRow): string {
  return Number.isNaN(value) ? 'missing' : `${formatNumber(value)} ${unit}`.trim();
}

/** The share of the distribution below the value, linear between quantiles; NaN where it cannot be told. */
export function shareOf({ value, shares, quantiles }: DistributionRow): number {
  if (Number.isNaN(value) || quantiles.length === 0) return NaN;
  const after = quantiles.findIndex((quantile) => value < quantile);
  if (after === 0) return shares[0];
  if (after < 0) return shares.at(-1)!;
  const [low, high] = [quantiles[after - 1], quantiles[after]];
  return shares[after - 1] + ((value - low) / (high - low)) * (shares[after] - shares[after - 1]);
}

function spokenShare(share: number): string {
  return Number.isNaN(share) ? '' : `> ${Math.round(100 * share)}%`;
}

function barOf(row: DistributionRow, width: number, colours: Colours): string {
  const { quantiles } = row;
  const [low, high] = [quantiles[0], quantiles.at(-1)!];
  if (!(high > low)) return ' '.repeat(width);
  const marks = colours === 'none' ? MARKS.plain : MARKS.drawn;
  const styles = stylesFor(colours);
  const at = (value: number) => Math.round(((value - low) / (high - low)) * (width - 1));
  const [from, median, to] = [0.25, 0.5, 0.75].map((share) => at(quantileAt(row, share)));
  const place = at(row.value);
  const cells = Array.from({ length: width }, (_, cell) => {
    if (cell === median) return styles.dim(marks.median);
    return styles.dim(cell >= from && cell <= to ? marks.box : marks.whisker);
  });
  if (place < 0) cells[0] = styles.accent(marks.below);
  else if (place >= width) cells[width - 1] = styles.accent(marks.above);
  else if (!Number.isNaN(place)) cells[place] = styles.accent(marks.value);
  return cells.join('');
}

/** The value at a share, linear between those that are known. */
function quantileAt({ shares, quantiles }: DistributionRow, share: number): number {
  const after = Math.max(1, shares.findIndex((each) => each >= share)); // prettier-ignore
  const part = (share - shares[after - 1]) / (shares[after] - shares[after - 1]);
  return quantiles[after - 1] + part * (quantiles[after] - quantiles[after - 1]);
}
