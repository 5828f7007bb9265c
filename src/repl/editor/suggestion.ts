import type { Editor, Surroundings } from './editor.js';

/**
 * What is shown in grey after the cursor: the rest of the newest entry that begins like the text, or of the best
 * completion of a word that has been begun. Empty unless the cursor stands at the end.
 */
export function suggestionOf(
  { text, cursor, history, search, menu }: Editor,
  { complete }: Surroundings,
): string {
  if (cursor !== text.length || text.trim() === '' || search || menu) return '';
  const entry = history.findLast((line) => line.length > text.length && line.startsWith(text));
  if (entry) return entry.slice(text.length).split('\n')[0];
  const { from, to, candidates } = complete(text, cursor);
  const begun = text.slice(from, to);
  const best = begun === '' ? undefined : candidates[0]?.text;
  return best?.startsWith(begun) ? best.slice(begun.length) : '';
}
