import { truncate, widthOf } from './text.js';

/** How far something has come. */
export interface Progress {
  readonly label: string;
  readonly done: number;
  /** Absent while it is not known. */
  readonly total?: number;
  /** Time since the start, in seconds. */
  readonly elapsed: number;
  /** What is counted, in the plural: `patches`. */
  readonly unit?: string;
}

export interface ProgressOptions {
  /** Width of the terminal; the line is no wider. */
  readonly columns: number;
  /** Draws the bar from `#` and `.` where the terminal has no Unicode. */
  readonly plain?: boolean;
}

const GAP = '  ';
const BAR_WIDEST = 30;
const BAR_NARROWEST = 8;

/**
 * One line: label, bar, percentage, rate and time left. Where room is short the rate goes first, then the time left,
 * then the bar; the label is abbreviated last.
 */
export function progressLine(progress: Progress, options: ProgressOptions): string {
  const share = shareDone(progress);
  const percent = share === undefined ? `${progress.done}` : `${Math.floor(100 * share)}%`.padStart(4);
  const facts = factsThatFit(progress, percent, options.columns);
  const label = truncate(progress.label, options.columns - widthOf(percent) - GAP.length);
  const room = options.columns - widthOf([progress.label, ...facts].join(GAP)) - GAP.length;
  const showsBar = share !== undefined && room >= BAR_NARROWEST;
  const drawn = showsBar ? [bar(share, Math.min(BAR_WIDEST, room), options.plain ?? false)] : [];
  return truncate([label, ...drawn, ...facts].join(GAP), options.columns);
}

function shareDone({ done, total }: Progress): number | undefined {
  if (total === undefined) return undefined;
  return total <= 0 ? 1 : Math.min(1, Math.max(0, done / total));
}

/** The percentage always; time left and rate while there is still room for a bar. */
function factsThatFit(progress: Progress, percent: string, columns: number): string[] {
  const left = timeLeft(progress);
  const candidates = [[percent, rate(progress), left], [percent, left], [percent]].map((facts) =>
    facts.filter((fact) => fact !== undefined),
  );
  const width = (facts: readonly string[]) =>
    widthOf([progress.label, ...facts].join(GAP)) + GAP.length + BAR_NARROWEST;
  return candidates.find((facts) => width(facts) <= columns) ?? [percent];
}

function rate({ done, elapsed, unit }: Progress): string | undefined {
  if (done <= 0 || elapsed <= 0) return undefined;
  const perSecond = done / elapsed;
  const [value, per] = perSecond >= 1 ? [perSecond, 's'] : [perSecond * 60, 'min'];
  return `${value >= 10 ? Math.round(value) : Number(value.toPrecision(2))}${unit ? ` ${unit}` : ''}/${per}`;
}

function timeLeft({ done, total, elapsed }: Progress): string | undefined {
  if (total === undefined || done <= 0 || done >= total || elapsed <= 0) return undefined;
  return `${formatDuration((elapsed * (total - done)) / done)} left`;
}

/** A duration for people: `8 s`, `3 min 05 s`, `2 h 04 min`, `3 d 02 h`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return twoParts(whole, 60, 'min', 's');
  const minutes = Math.round(whole / 60);
  return minutes < 24 * 60
    ? twoParts(minutes, 60, 'h', 'min')
    : twoParts(Math.round(minutes / 60), 24, 'd', 'h');
}

function twoParts(amount: number, ratio: number, large: string, small: string): string {
  const rest = String(amount % ratio).padStart(2, '0');
  return `${Math.floor(amount / ratio)} ${large} ${rest} ${small}`;
}

function bar(share: number, width: number, plain: boolean): string {
  const filled = Math.floor(share * width);
  return plain
    ? '#'.repeat(filled) + '.'.repeat(width - filled)
    : '━'.repeat(filled) + '─'.repeat(width - filled);
}
