/** How `retrieve` searches: what its arguments mean in a world. */
import { PAPER_PARAMETERS, type SearchMethod } from '../models/retrieval/features.js';
import type { Queries } from '../models/retrieval/queries.js';
import { decideReranking, type RerankingChoice } from '../models/retrieval/reranking.js';
import type { SearchOptions } from '../models/retrieval/search-archive.js';
import type { Metric } from '../models/retrieval/spaces.js';
import type { Manifest } from '../models/manifest.js';
import type { SqlCondition } from '../models/neighbours.js';
import type { Patch } from '../physics/field.js';
import type { FieldReference, PlanExpression } from '../planner/plan.js';
import type { Context } from './context.js';
import { measureOn, rawValue } from './measuring.js';
import { accepted } from './restricting.js';
import type { Item, SearchDescription } from './values.js';

export interface SearchArguments {
  readonly k: number;
  readonly where?: PlanExpression;
  readonly search: 'auto' | 'exact' | 'hnsw';
  readonly by: SearchMethod;
  readonly metric: Metric;
  readonly rerank: RerankingChoice;
  readonly distinct?: FieldReference;
}

/** What a search does in a world: `auto` spelt out. Needs the manifest only. */
export function searchIn(manifest: Manifest, { by, metric, rerank }: SearchArguments): SearchDescription {
  const { plan, lacking } = decideReranking(manifest, rerank, by);
  if (!plan) return { by, metric, rerank: 'none', ...(lacking && { lacking }) };
  const { pool, weight } = plan;
  return { by, metric, rerank: plan.by, pool, ...(plan.by === 'both' && { weight }) };
}

/** The same for one that is going to run, which says aloud what it has to go without. */
export function describeSearch(given: SearchArguments, { world, emit }: Context): SearchDescription {
  const search = searchIn(world.manifest, given);
  if (search.lacking) emit({ type: 'note', text: withoutReranking(world.name, search.lacking) });
  return search;
}

export function withoutReranking(world: string, lacking: string): string {
  return `matches are in order of distance: re-ranking requires ${lacking}, which \`${world}\` has not; \`giq archive index\` makes them`;
}

/** The arguments as the search takes them. */
export async function optionsOf(given: SearchArguments, context: Context): Promise<SearchOptions> {
  const { k, by, metric, rerank, search, where, distinct } = given;
  const accept = where && ((await inDatabase(where, given, context)) ?? (await accepted(where, context)));
  const group = distinct && (await groupsBy(distinct, context));
  return { k, by, metric, rerank, search, ...(accept && { accept }), ...(group && { distinct: group }) };
}

/** The condition in SQL, where the database of a world searches and can tell for which rows it holds. */
async function inDatabase(
  where: PlanExpression,
  { by, metric }: SearchArguments,
  { world }: Context,
): Promise<SqlCondition | undefined> {
  const { index, parameters } = world.manifest;
  if (index?.kind !== 'pgvector' || by !== 'ssl' || metric !== 'euclidean') return undefined;
  const { conditionSql } = await import('../models/index/pgvector/index.js');
  return conditionSql(where, (await world.archive()).fields, parameters);
}

/** By the value of a field. An observation that lacks it is a group of its own. */
async function groupsBy(
  { field }: FieldReference,
  { world }: Context,
): Promise<(position: number) => unknown> {
  const archive = await world.archive();
  return (position) => archive.meta(position)[field] ?? archive.id(position);
}

/** Patches to search for, with those of their parameters that the search looks at. */
export async function queriesOf(
  items: readonly Item[],
  patches: readonly Patch[],
  { by, rerank }: SearchArguments,
  context: Context,
): Promise<Queries> {
  const { plan } = decideReranking(context.world.manifest, rerank, by);
  const judged = plan && plan.by !== 'pictures' ? plan.parameters : [];
  const names = [...new Set([...judged, ...(by === 'physics' ? PAPER_PARAMETERS : [])])];
  await measureOn(patches, items, names, context);
  const parameters = new Map(names.map((name) => [name, items.map((item) => rawValue(item, name))]));
  return { pixels: joined(patches), count: items.length, parameters };
}

function joined(patches: readonly Patch[]): Float32Array {
  const area = patches[0].pixels.length;
  const pixels = new Float32Array(patches.length * area);
  patches.forEach((patch, index) => pixels.set(patch.pixels, index * area));
  return pixels;
}
