/** A second look at the best of a search: how the re-ranking is chosen, and what it costs a candidate to be unlike. */
import type { Manifest } from '../manifest.js';
import type { SearchMethod } from './features.js';

/** What candidates are judged by: alike pictures, alike physical parameters, or the one less a share of the other. */
export type Reranking = 'pictures' | 'physics' | 'both';
export type RerankingChoice = Reranking | 'auto' | 'none';

/** How the candidates of a search are put into a new order. */
export interface RerankingPlan {
  readonly by: Reranking;
  /** Candidates that are looked at, nearest first; those after keep their place. */
  readonly pool: number;
  /** What a standard deviation of physical distance costs, in correlation. */
  readonly weight: number;
  readonly parameters: readonly string[];
}

/** Shifts that are tried, in pixels of a thumbnail of 16: an eighth of the patch. */
export const REACH = 2;

/** Measured over 1,000 generated queries of `solar-sim` (docs/retrieval.md); a world can say otherwise. */
const POOL = 100;
const WEIGHT = 0.1;
const PARAMETERS = ['TUF', 'TPF', 'TNF', 'R', 'PSEP', 'SIGMA', 'ALPHA', 'GRAD'];

/** What is done about re-ranking, and why not where it could have been expected. */
export interface RerankingDecision {
  readonly plan?: RerankingPlan;
  /** The part of the world whose lack makes `auto` go without. */
  readonly lacking?: 'thumbnails' | 'catalogue';
}

/**
 * What a choice means in a world. `auto` is what the world says, `both` where it says nothing; it goes without for other
 * methods than the encoder, which are there to be compared with it, and where the world lacks a part that it takes.
 */
export function decideReranking(
  { retrieval, parameters, index, archive }: Manifest,
  choice: RerankingChoice,
  method: SearchMethod,
): RerankingDecision {
  const by = choice === 'auto' ? (method === 'ssl' ? (retrieval?.rerank ?? 'both') : 'none') : choice;
  if (by === 'none') return {};
  const lacking =
    by !== 'physics' && !index?.thumbnails
      ? 'thumbnails'
      : by !== 'pictures' && !archive.catalogue
        ? 'catalogue'
        : undefined;
  if (choice === 'auto' && lacking) return { lacking };
  return {
    plan: {
      by,
      pool: retrieval?.pool ?? POOL,
      weight: retrieval?.weight ?? WEIGHT,
      parameters: PARAMETERS.filter((name) => parameters.includes(name)),
    },
  };
}
