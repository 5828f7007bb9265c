/** The ways to find observations that are compared with one another. */
import { embed } from './embeddings.js';
import type { PatchSample } from './samples.js';
import type { EvaluationContext } from './section.js';

/** One way to find the observations that are most like each patch. */
export interface RetrievalMethod {
  readonly title: string;
  /** Positions of the `k` best of each patch, best first. */
  readonly find: (sample: PatchSample, k: number, context: EvaluationContext) => Promise<number[][]>;
}

/** Euclidean distance of embeddings alone. */
export const encoderAlone: RetrievalMethod = {
  title: 'encoder alone',
  find: async (sample, k, context) => {
    const index = await context.world.index();
    const { rows } = await embed(sample, context);
    return index
      .search(rows, sample.count, k)
      .map((neighbours) => neighbours.map(({ position }) => position));
  },
};

export const RETRIEVAL_METHODS: readonly RetrievalMethod[] = [encoderAlone];
