import { fail } from '../../diagnostics/diagnostic.js';
import { regionKey, timeKey, type Series } from './series.js';
import { taiText } from './times.js';

/** Which records of a series are wanted. */
export interface Selection {
  /** HARP or TARP numbers as JSOC lists them: `377`, `377,401`, `377-401`. All by default. */
  readonly regions?: string;
  /** First and last moment in milliseconds, UTC, both included. */
  readonly from?: number;
  readonly to?: number;
  /** Seconds between records, counted from `from`. */
  readonly cadence?: number;
  /** A condition on keywords in JSOC's SQL, such as `NOAA_AR = 11158`. */
  readonly where?: string;
}

/**
 * The record set query of a selection, such as
 * `hmi.sharp_cea_720s[377][2011.02.14_00:00:34_TAI-2011.02.16_00:00:34_TAI@6h]`.
 *
 * @throws GiqError `usage` for a selection that the series has no key for
 */
export function recordSet(series: Series, selection: Selection): string {
  checkSelection(series, selection);
  const filters = series.primeKeys.map((key) => `[${filterOf(key, series, selection)}]`);
  while (filters.at(-1) === '[]') filters.pop();
  const condition = selection.where === undefined ? '' : `[? ${selection.where} ?]`;
  return `${series.name}${filters.join('') || '[]'}${condition}`;
}

function filterOf(key: string, series: Series, selection: Selection): string {
  if (key === regionKey(series)) return selection.regions ?? '';
  return key === timeKey(series) ? span(selection) : '';
}

function span({ from, to, cadence }: Selection): string {
  if (from === undefined || to === undefined) return '';
  const step = cadence === undefined ? '' : `@${cadence}s`;
  return `${taiText(from)}-${taiText(to)}${step}`;
}

function checkSelection(series: Series, { regions, from, where }: Selection): void {
  const refuse = (problem: string) => fail('usage', { problem });
  if (regions !== undefined && !regionKey(series))
    refuse(`--harp requires a series of active regions; the records of ${series.name} have no number`);
  if (regions !== undefined && !/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(regions))
    refuse(`--harp requires numbers such as \`377\`, \`377,401\` or \`377-401\`, found \`${regions}\``);
  if (from !== undefined && !timeKey(series))
    refuse(`--from and --to require a series whose records have a time; ${series.name} has none`);
  if (where !== undefined && /\?\]|[\r\n]/.test(where))
    refuse('--where requires one condition, without its brackets `[? … ?]`');
}
