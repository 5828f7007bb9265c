/** What a value may hold: beyond it, memory would run out, and Node with it. */
import { diagnose, fail, GiqError } from '../diagnostics/diagnostic.js';

/** Items of one value: a million latents of a hundred dimensions are 1.3 GB. */
export const MOST_ITEMS = 1_000_000;

/** Pictures that are held at a time: 655 MB. All observations of solar-sim are 9,240. */
export const MOST_PICTURES = 10_000;

/**
 * Refuses a value of too many items before the first is made.
 *
 * @throws GiqError `too-many-items`
 */
export function requireItems(verb: string, count: number): void {
  if (count > MOST_ITEMS) fail('too-many-items', { verb, count, most: MOST_ITEMS });
}

/** @throws GiqError `too-many-pictures` */
export function requirePictures(count: number): void {
  if (count > MOST_PICTURES) fail('too-many-pictures', { count, most: MOST_PICTURES });
}

/** What V8 says where a text or an array would be larger than it can make any. */
const TOO_LARGE = /^Invalid (string|array|typed array) length|^Array buffer allocation failed/;

/** A result that is too large for this machine is no bug: everything else stays as it is. */
export function outOfMemory(error: unknown): unknown {
  const isTooLarge = error instanceof RangeError && TOO_LARGE.test(error.message);
  return isTooLarge ? new GiqError(diagnose('result-too-large', {})) : error;
}
