/** How often and how fast a request is made again. */
export interface Patience {
  /** Attempts in all, the first included. */
  readonly attempts: number;
  /** Delay before the second attempt in ms; doubled for each further one. */
  readonly firstDelay: number;
  readonly longestDelay: number;
}

/**
 * Milliseconds before the next attempt: exponential back-off with jitter between half and all of it, so that many
 * clients do not come back together. What the site asks for counts if it is longer, up to an hour.
 *
 * @param failed attempts that have failed so far, from 1
 * @param random uniform in [0, 1)
 */
export function delayBefore(failed: number, patience: Patience, random: number, retryAfter = 0): number {
  const full = Math.min(patience.longestDelay, patience.firstDelay * 2 ** (failed - 1));
  return Math.max(full * (0.5 + random / 2), Math.min(retryAfter, LONGEST_WISH));
}

const LONGEST_WISH = 3_600_000;

/** Milliseconds that a Retry-After header asks for: seconds or a date; undefined where it says nothing usable. */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return 1000 * Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
