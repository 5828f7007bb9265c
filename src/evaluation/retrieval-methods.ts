/** The ways to find observations that are compared with one another. */
import type { Accept } from '../models/neighbours.js';
import { searchArchive, type SearchOptions } from '../models/retrieval/search-archive.js';
import { fail, type GiqError } from '../diagnostics/diagnostic.js';
import { isReasonToLeaveOut } from './reasons.js';
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

/** What came of each method, and which ones this world cannot be searched by, with the reasons. */
export interface ByMethod<T> {
  readonly results: readonly T[];
  readonly leftOut: readonly string[];
}

/** Asks every method in turn. @throws GiqError the first reason, where this world can be searched by none */
export async function askMethods<T>(ask: (method: RetrievalMethod) => Promise<T>): Promise<ByMethod<T>> {
  const results: T[] = [];
  const reasons: GiqError[] = [];
  const leftOut: string[] = [];
  for (const method of RETRIEVAL_METHODS) {
    try {
      results.push(await ask(method));
    } catch (error) {
      if (!isReasonToLeaveOut(error)) throw error;
      reasons.push(error);
      leftOut.push(`${method.title} (${error.message})`);
    }
  }
  if (results.length === 0) throw reasons[0];
  return { results, leftOut };
}

/**
 * Positions of the `k` best of each patch, best first.
 *
 * @param acceptOf which observations are searched for the patch at a place in the sample; all unless given
 */
export async function find(
  { title, options }: RetrievalMethod,
  sample: PatchSample,
  k: number,
  { world, engine, signal, progress }: EvaluationContext,
  acceptOf?: (item: number) => Accept,
): Promise<number[][]> {
  const found: number[][] = [];
  const chunk = acceptOf ? 1 : CHUNK;
  for (let first = 0; first < sample.count; first += chunk) {
    if (signal.aborted) fail('cancelled', {});
    const count = Math.min(chunk, sample.count - first);
    const pixels = sample.pixels.subarray(first * AREA, (first + count) * AREA);
    const matches = await searchArchive(
      world,
      () => Promise.resolve(engine),
      { pixels, count },
      { k, ...options, ...(acceptOf && { accept: acceptOf(first) }) },
    );
    found.push(...matches.map((each) => each.map(({ position }) => position)));
    progress(`searching by ${title}`, first + count, sample.count);
  }
  return found;
}
