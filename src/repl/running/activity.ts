import { formatDuration, progressLine } from '../../render/progress.js';
import { truncate, widthOf } from '../../render/text.js';

/** Work that is going on. Times in ms of a clock that never goes back. */
export interface Activity {
  readonly since: number;
  /** What the work last said of itself; its own start counts for rate and time left. */
  readonly progress?: {
    readonly label: string;
    readonly done: number;
    readonly total: number;
    readonly since: number;
    /** When it said so. */
    readonly at: number;
  };
}

/** Work that is over sooner is not spoken of, in ms. */
export const PATIENCE = 300;

/** The activity with news; the clock of its rate starts where the work before was last heard of. */
export function progressed(
  activity: Activity,
  news: { readonly label: string; readonly done: number; readonly total: number },
  now: number,
): Activity {
  const { progress } = activity;
  const goesOn = progress?.label === news.label && news.done >= progress.done;
  const since = goesOn ? progress.since : (progress?.at ?? activity.since);
  return { ...activity, progress: { ...news, since, at: now } };
}

/** One line about the work, or nothing while it is young. */
export function activityLine(activity: Activity, now: number, columns: number): string {
  if (now - activity.since < PATIENCE) return '';
  const hint = '  Ctrl-C cancels';
  const room = columns - widthOf(hint);
  const { progress } = activity;
  if (!progress) return truncate(`running  ${formatDuration((now - activity.since) / 1000)}${hint}`, columns);
  const { label, done, total, since } = progress;
  const line = progressLine({ label, done, total, elapsed: (now - since) / 1000 }, { columns: room });
  return truncate(line + hint, columns);
}
