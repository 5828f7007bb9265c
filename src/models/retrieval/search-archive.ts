import type { Engine } from '../engine.js';
import type { Accept, Neighbour, SqlCondition } from '../neighbours.js';
import type { World } from '../world.js';
import type { IndexKind } from '../world-index.js';
import type { SearchMethod } from './features.js';
import { viewsOf, type Queries, type QueryViews } from './queries.js';
import { decideReranking, type RerankingChoice } from './reranking.js';
import { scoringOf, type Score } from './scoring.js';
import type { Metric, SearchSpace } from './spaces.js';

export interface SearchOptions {
  /** How many matches of each query. */
  readonly k: number;
  /** What is compared; the encoder's embeddings by default. */
  readonly by?: SearchMethod;
  /** `euclidean` by default. */
  readonly metric?: Metric;
  /** `auto` by default: what the world says, where it has what that takes. */
  readonly rerank?: RerankingChoice;
  /** How embeddings are searched by Euclidean distance. */
  readonly search?: IndexKind;
  /** Searches only what it accepts; SQL only for the embeddings of a world whose index is in a database. */
  readonly accept?: Accept | SqlCondition;
  /** Names the group of a position; at most one match of each group is given. */
  readonly distinct?: (position: number) => unknown;
}

/** A match: where it stands in the archive, how far it is in the space that was searched, and its score if re-ranked. */
export interface ArchiveMatch extends Neighbour {
  /** Larger is better. Only of those that the re-ranking looked at. */
  readonly score?: number;
}

/**
 * The observations of a world's archive that are most like some patches: for each query at most `k`, best first.
 *
 * A search by distance first; then, where it is asked for, the nearest are put into the order of a score. With the same
 * options the first of `k` matches are always the same, whatever `k` is.
 *
 * @param engine opened where the encoder has to run
 * @throws GiqError `world-lacks`, `covariance-singular`, `hnsw-unavailable`
 */
export async function searchArchive(
  world: World,
  engine: () => Promise<Engine>,
  queries: Queries,
  options: SearchOptions,
): Promise<ArchiveMatch[][]> {
  const { by = 'ssl', rerank = 'auto' } = options;
  const views = viewsOf(queries, async () => world.encoder(await engine()));
  const space = await spaceOf(world, options);
  const { plan } = decideReranking(world.manifest, rerank, by);
  const places = await space.locate(views);
  const scoring = plan && (await scoringOf(plan, views, world));
  const { dimension } = space.index;
  const matchesOf = (query: number) => {
    const place = places.subarray(query * dimension, (query + 1) * dimension);
    const ranked = async (count: number) => {
      const [found] = await space.index.search(place, 1, Math.max(count, plan?.pool ?? 0), options.accept);
      return scoring ? reranked(found, plan!.pool, scoring(query)) : found;
    };
    return firstOf(ranked, options);
  };
  // An index in a database is asked for all of them at once.
  return Promise.all(Array.from({ length: views.count }, (_, query) => matchesOf(query)));
}

async function spaceOf(
  { spaces, index }: World,
  { by = 'ssl', metric = 'euclidean', search }: SearchOptions,
): Promise<SearchSpace> {
  if (by !== 'ssl' || metric !== 'euclidean') return spaces.space(by, metric);
  return { index: await index(search), locate: (queries: QueryViews) => queries.embeddings() };
}

/** The nearest `pool` in the order of their score, ties by distance; the rest after them, as they were. */
function reranked(found: readonly Neighbour[], pool: number, score: Score): ArchiveMatch[] {
  const scored = found.slice(0, pool).map((each) => ({ ...each, score: score(each.position) }));
  return [...scored.sort((a, b) => b.score - a.score), ...found.slice(pool)];
}

/** The first `k` of a ranking, one of each group; more of the ranking is asked for until there are enough. */
async function firstOf(
  ranked: (count: number) => Promise<readonly ArchiveMatch[]>,
  { k, distinct }: SearchOptions,
): Promise<ArchiveMatch[]> {
  if (!distinct) return (await ranked(k)).slice(0, k);
  for (let count = 2 * k; ; count *= 2) {
    const ranking = await ranked(count);
    const chosen = firstOfGroups(ranking, distinct).slice(0, k);
    if (chosen.length === k || ranking.length < count) return chosen;
  }
}

function firstOfGroups(
  ranking: readonly ArchiveMatch[],
  groupOf: (position: number) => unknown,
): ArchiveMatch[] {
  const seen = new Set<unknown>();
  return ranking.filter(({ position }) => {
    const group = groupOf(position);
    if (seen.has(group)) return false;
    seen.add(group);
    return true;
  });
}
