import * as library from 'yaml';
import { fail } from '../../../diagnostics/diagnostic.js';
import { readYaml } from '../../../diagnostics/yaml.js';
import type { Reader } from '../../../diagnostics/structure.js';

/** What every recipe says: how many patches a step shows over all workers, and how many are shown in all. */
interface Extent {
  readonly batch: number;
  readonly images: number;
}

/**
 * A recipe from its YAML.
 *
 * @param file name for messages
 * @throws GiqError `file-not-readable-as`, `file-structure`, `file-unknown-key`
 */
export function readRecipeFile<R extends Extent>(recipe: Reader<R>, yaml: string, file: string): R {
  const read = recipe(readYaml(library, yaml, file).value, { file, key: '' });
  if (read.batch > read.images)
    fail('file-structure', {
      file,
      key: 'images',
      found: String(read.images),
      expected: 'at least one batch',
    });
  return read;
}

/**
 * A number for each: otherwise some would be left out, or counted twice, without a word. None at all are as many as wanted.
 *
 * @param key where the list stands in the recipe
 * @throws GiqError `file-structure`
 */
export function checkCount(
  file: string,
  key: string,
  numbers: readonly number[] | undefined,
  count: number,
): void {
  if (numbers === undefined || numbers.length === count) return;
  fail('file-structure', { file, key, found: `${numbers.length} numbers`, expected: `${count} numbers` });
}
