import { formatNumber } from '../../render/index.js';
import type { ReportCell } from '../report.js';

/** A cell as people read it: `0.921 (0.905 to 0.934)`, `–` where it is not defined. */
export function cellText(cell: ReportCell): string {
  if (cell === null) return '–';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return shown(cell);
  return cell.value === null ? '–' : `${shown(cell.value)} (${interval(cell.low)} to ${interval(cell.high)})`;
}

const interval = (value: number | null) => (value === null ? '–' : shown(value));

/** Three digits behind the point say enough of a share or a coefficient, four digits of anything else. */
function shown(value: number): string {
  if (Number.isNaN(value)) return '–';
  return Math.abs(value) <= 2 && !Number.isInteger(value) ? value.toFixed(3) : formatNumber(value);
}
