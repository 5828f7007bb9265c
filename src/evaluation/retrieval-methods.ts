/** The ways to find observations that are compared with one another. */
import { searchArchive, type SearchOptions } from '../models/retrieval/search-archive.js';
import { fail } from '../diagnostics/diagnostic.js';
import { AREA, type PatchSample } from './samples.js';
import type { EvaluationContext } from './section.js';

/** One way to find the observations that are most like each patch, as `retrieve` is asked for it. */
export interface RetrievalMethod {
  readonly title: string;
  readonly options: Omit<SearchOptions, 'k'>;
}

/** Euclidean distance of embeddings alone. */
export const encoderAlone: RetrievalMethod = {
  title: 'encoder alone',
  options: { by: 'ssl', rerank: 'none' },
};

/** The encoder, the default of `retrieve` and what the paper compares with. */
export const RETRIEVAL_METHODS: readonly RetrievalMethod[] = [
  encoderAlone,
  { title: 'default', options: {} },
  { title: 'pixels', options: { by: 'pixels', rerank: 'none' } },
  { title: 'pca', options: { by: 'pca', rerank: 'none' } },
  { title: 'TUF, R, PSEP', options: { by: 'physics', rerank: 'none' } },
  { title: 'TUF, R, PSEP, Mahalanobis', options: { by: 'physics', metric: 'mahalanobis', rerank: 'none' } },
];

/** Queries searched at a time: keeps Ctrl-C quick. */
const CHUNK = 32;

/** Positions of the `k` best of each patch, best first. */
export async function find(
  { title, options }: RetrievalMethod,
  sample: PatchSample,
  k: number,
  { world, engine, signal, progress }: EvaluationContext,
): Promise<number[][]> {
  const found: number[][] = [];
  for (let first = 0; first < sample.count; first += CHUNK) {
    if (signal.aborted) fail('cancelled', {});
    const count = Math.min(CHUNK, sample.count - first);
    const pixels = sample.pixels.subarray(first * AREA, (first + count) * AREA);
    const matches = await searchArchive(
      world,
      () => Promise.resolve(engine),
      { pixels, count },
      { k, ...options },
    );
    found.push(...matches.map((each) => each.map(({ position }) => position)));
    progress(`searching by ${title}`, first + count, sample.count);
  }
  return found;
}
