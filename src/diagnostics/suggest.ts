/** "Did you mean": the few known words that a mistyped one might stand for. */
import { editDistance } from './edit-distance.js';

interface Candidate {
  readonly word: string;
  readonly cost: number;
}

/**
 * The known words nearest to `word`, best first, at most `max`; none when nothing is near.
 *
 * Letter case is ignored. The allowed Damerau-Levenshtein distance grows with the length of the word: a third of it, at
 * least 1 and at most 3. A word that contains the other counts one edit less. Ties keep alphabetical order.
 */
export function suggest(word: string, candidates: Iterable<string>, max = 1): string[] {
  return [...new Set(candidates)]
    .filter((candidate) => candidate !== word && candidate !== '')
    .map((candidate) => ({ word: candidate, cost: costOf(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ cost }) => cost <= threshold(word))
    .sort(byCostThenName)
    .slice(0, max)
    .map((candidate) => candidate.word);
}

function threshold(word: string): number {
  return Math.min(3, Math.max(1, Math.floor(word.length / 3)));
}

/** Single letters are near to everything, so they never match by distance; two letters must share one. */
function costOf(word: string, candidate: string): number {
  if (word === candidate) return 0;
  const shortest = Math.min(word.length, candidate.length);
  const distance = editDistance(word, candidate);
  if (shortest < 2 || distance >= shortest) return Infinity;
  return contains(word, candidate) && shortest >= 3 ? Math.max(0.5, distance - 1) : distance;
}

function contains(word: string, candidate: string): boolean {
  return word.includes(candidate) || candidate.includes(word);
}

function byCostThenName(first: Candidate, second: Candidate): number {
  if (first.cost !== second.cost) return first.cost - second.cost;
  return first.word < second.word ? -1 : 1;
}
