import { fail } from '../../../diagnostics/diagnostic.js';
import { checkCount } from '../common/recipe-file.js';
import type { Recipe } from './recipe.js';

/** Part of an embedding. */
export interface Block {
  readonly name: string;
  readonly start: number;
  readonly size: number;
  readonly spread: number | undefined;
  /** What to multiply each of its numbers by, before the spread is set. */
  readonly emphasis: readonly number[] | undefined;
}

const WHOLE = 'the whole';

/**
 * Where the blocks of a recipe lie; one of the whole embedding where it names none.
 *
 * @param length of the embedding
 * @throws GiqError `file-structure` where the blocks are not as long as the embedding
 */
export function blocksOf({ encoder: { blocks } }: Recipe, length: number): readonly Block[] {
  if (!blocks) return [{ name: WHOLE, start: 0, size: length, spread: undefined, emphasis: undefined }];
  let start = 0;
  const placed = blocks.map(({ name, size, spread, emphasis }, index) => {
    start += size;
    checkCount('the recipe', `encoder.blocks[${index}].emphasis`, emphasis, size);
    return { name, size, spread, emphasis, start: start - size };
  });
  if (start !== length)
    fail('file-structure', {
      ...{ file: 'the recipe', key: 'encoder.blocks', found: `${start} numbers in all` },
      expected: `the ${length} of the last layer`,
    });
  return placed;
}

/** The block that a loss is about: the whole embedding where it names none. */
export function blockNamed(blocks: readonly Block[], name: string | undefined, key: string): Block {
  const size = blocks.reduce((sum, block) => sum + block.size, 0);
  if (name === undefined) return { name: WHOLE, start: 0, size, spread: undefined, emphasis: undefined };
  const found = blocks.find((block) => block.name === name);
  if (found) return found;
  const expected = blocks.map((block) => block.name).join(' or ');
  return fail('file-structure', { file: 'the recipe', key, found: name, expected });
}
