import { openStack } from '../stacks/index.js';
import type { ImageStack } from '../stacks/index.js';
import type { Outcome } from './prepare.js';
import { outcomes, prepareImage } from './prepare.js';
import type { PreparationOptions } from './task.js';

/** What became of a file, image by image, from position `from` on; `count` is how many images it has. */
export interface FileOutcomes {
  readonly count: number;
  readonly images: AsyncIterable<readonly Outcome[]>;
}

/** Opens a file and prepares its images one after the other. A file that cannot be read is one refusal. */
export async function prepareFile(
  path: string,
  options: PreparationOptions,
  from = 0,
): Promise<FileOutcomes> {
  let stack: ImageStack | undefined;
  const failed = await outcomes(0, async () => {
    stack = await openStack(path, options);
    return [];
  });
  if (!stack) return { count: 1, images: one(failed) };
  return { count: stack.count, images: each(stack, path, options, from) };
}

async function* one(outcome: readonly Outcome[]): AsyncGenerator<readonly Outcome[]> {
  yield outcome;
}

async function* each(
  stack: ImageStack,
  path: string,
  options: PreparationOptions,
  from: number,
): AsyncGenerator<readonly Outcome[]> {
  try {
    for (let position = from; position < stack.count; position++)
      yield await prepareImage(stack, position, path, options);
  } finally {
    await stack.close();
  }
}
