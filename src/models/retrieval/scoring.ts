import { squaredDistance } from '../index/distance.js';
import type { World } from '../world.js';
import type { QueryViews } from './queries.js';
import { REACH, type RerankingPlan } from './reranking.js';
import { shiftedCorrelator } from './shifted-correlator.js';

/** How alike an observation is to a query: larger is better. */
export type Score = (position: number) => number;

/** Makes the score of each query. */
export type Scoring = (query: number) => Score;

/**
 * The scoring of a re-ranking: largest correlation of the pictures over small shifts, less `weight` times the Euclidean
 * distance of the standardised parameters; or one of the two.
 *
 * @throws GiqError `world-lacks`
 */
export async function scoringOf(plan: RerankingPlan, queries: QueryViews, world: World): Promise<Scoring> {
  const pictures = plan.by === 'physics' ? undefined : await byPictures(queries, world);
  const physics = plan.by === 'pictures' ? undefined : await byPhysics(plan, queries, world);
  if (!pictures || !physics) return pictures ?? physics!;
  return (query) => {
    const [alike, close] = [pictures(query), physics(query)];
    return (position) => alike(position) + plan.weight * close(position);
  };
}

async function byPictures(queries: QueryViews, world: World): Promise<Scoring> {
  const { pixels, side } = await world.thumbnails();
  const area = side * side;
  const small = queries.thumbnails(side);
  return (query) => {
    const correlation = shiftedCorrelator(small.subarray(query * area, (query + 1) * area), side, REACH);
    return (position) => correlation(pixels.subarray(position * area, (position + 1) * area));
  };
}

/** The negative distance, so that larger is better. */
async function byPhysics({ parameters }: RerankingPlan, queries: QueryViews, world: World): Promise<Scoring> {
  const { archive, of } = await world.spaces.parameters(parameters.join());
  const { values, dimension } = archive;
  const places = await of(queries);
  return (query) => {
    const place = places.subarray(query * dimension, (query + 1) * dimension);
    return (position) => -Math.sqrt(squaredDistance(values, position * dimension, place));
  };
}
