/** Which offers fit what was typed, best first; equals keep their order, so that the answer is always the same. */
import { editDistance } from '../diagnostics/edit-distance.js';
import type { Offer } from './offers/offer.js';

/** More would be no help, and costs time to draw. */
const MOST = 200;
const FEW_ENOUGH_FOR_SPELLING = 400;

/** How an offer fits, smallest first; undefined where it does not. */
function fitOf(typed: string, { text, also = [] }: Offer): number | undefined {
  if (typed === '') return 0;
  const own = wordFit(typed, bare(text));
  const others = also.flatMap((word) => wordFit(typed, word) ?? []);
  const best = Math.min(own ?? Infinity, ...others.map((fit) => fit + 0.5));
  return best === Infinity ? undefined : best;
}

/** `(generate` is found by its name. */
function bare(text: string): string {
  return text.replace(/^[(`]/, '');
}

function wordFit(typed: string, word: string): number | undefined {
  if (word.startsWith(typed)) return 0;
  const [short, long] = [typed.toLowerCase(), word.toLowerCase()];
  if (long.startsWith(short)) return 1;
  if (short.length > 1 && long.includes(short)) return 2;
  return isSubsequence(short, long) ? 3 : undefined;
}

/** All letters in their order, the first at the beginning: `rtv` in `retrieve`. */
function isSubsequence(short: string, long: string): boolean {
  if (short.length < 2 || short[0] !== long[0]) return false;
  let next = 0;
  for (const letter of long) if (letter === short[next]) next++;
  return next === short.length;
}

/** A misspelling of a beginning: fewer mistakes first. */
function misspelling(typed: string, { text, also = [] }: Offer): number | undefined {
  if (typed.length < 3) return undefined;
  const distances = [bare(text), ...also].map((word) => spellingDistance(typed, word));
  const least = Math.min(...distances);
  return least <= Math.max(1, Math.floor(typed.length / 3)) ? 4 + least : undefined;
}

function spellingDistance(typed: string, word: string): number {
  const [a, b] = [typed.toLowerCase(), word.toLowerCase()];
  return Math.min(editDistance(a, b), editDistance(a, b.slice(0, a.length)));
}

export function rank(typed: string, offers: readonly Offer[]): Offer[] {
  const fits = scored(offers, (offer) => fitOf(typed, offer));
  if (fits.length > 0 || offers.length > FEW_ENOUGH_FOR_SPELLING) return fits;
  return scored(offers, (offer) => misspelling(typed, offer));
}

function scored(offers: readonly Offer[], fit: (offer: Offer) => number | undefined): Offer[] {
  return offers
    .map((offer) => ({ offer, score: fit(offer) }))
    .filter((each): each is { offer: Offer; score: number } => each.score !== undefined)
    .sort((a, b) => a.score - b.score || a.offer.tier - b.offer.tier)
    .slice(0, MOST)
    .map(({ offer }) => offer);
}
