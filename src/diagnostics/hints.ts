import { suggest } from './suggest.js';

/** Hints for a diagnostic about a name that is not one of the candidates. */
export function mightBeMeant(word: unknown, candidates: Iterable<string>): readonly string[] {
  if (typeof word !== 'string') return [];
  return suggest(word, [...candidates]).map((candidate) => `\`${candidate}\` might be meant`);
}
