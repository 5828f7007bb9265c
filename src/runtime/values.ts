import type { Meta, SunPlace } from '../archive/archive.js';
import type { Classifier } from '../latent/classifier.js';
import type { SearchMethod } from '../models/retrieval/features.js';
import type { RerankingPlan } from '../models/retrieval/reranking.js';
import type { Metric } from '../models/retrieval/spaces.js';
import type { PlanStep } from '../planner/plan.js';
import type { Patch, PixelScale } from '../physics/field.js';

/** What flows through a pipe. */
export type Value = Latents | Patches | Matches | Table;

/** Points of latent space. They are patches as well: the generator renders them when something looks. */
export interface Latents {
  readonly kind: 'latents';
  readonly items: readonly Item[];
}

/** Pictures without latents: observations from the archive or from files. */
export interface Patches {
  readonly kind: 'patches';
  readonly items: readonly Item[];
}

/** The nearest observations of each query, nearest first. */
export interface Matches {
  readonly kind: 'matches';
  readonly queries: readonly QueryMatches[];
  /** How they were found. */
  readonly search?: SearchDescription;
}

/** What a search compared and how it ordered what it found. */
export interface SearchDescription {
  readonly by: SearchMethod;
  readonly metric: Metric;
  /** What the nearest were put in order by; `none` where they stay in order of distance. */
  readonly rerank: RerankingPlan['by'] | 'none';
  /** How many of the nearest were re-ranked. */
  readonly pool?: number;
  /** What a standard deviation of physical distance cost, in correlation. */
  readonly weight?: number;
  /** The part whose lack in the world made it go without re-ranking. */
  readonly lacking?: string;
}

export interface QueryMatches {
  readonly query: Item;
  readonly matches: readonly Match[];
}

export interface Match {
  /** From 1. */
  readonly rank: number;
  /** In the space that was searched: by default Euclidean, between embeddings. */
  readonly distance: number;
  /** Of what was re-ranked; larger is better. */
  readonly score?: number;
  readonly item: Item;
}

export type Cell = string | number | boolean | null;

export interface Column {
  readonly name: string;
  /** Empty for pure numbers and texts. */
  readonly unit: string;
}

export interface Table {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** The items that the rows speak of, where they speak of items. */
  readonly items?: readonly Item[];
}

/** One patch: a latent to render, an observation of the archive, or pixels from a file. */
export interface Item {
  readonly id: string;
  readonly origin: 'generated' | 'archive' | 'file';
  /** A point of latent space, float64. Present on all items of `Latents`. */
  readonly latent?: Float64Array;
  /** Where it stands in the archive, for `archive`. */
  readonly position?: number;
  /** Size of a pixel on the Sun, where known. */
  readonly scale?: PixelScale;
  /** Where it lies on the Sun, of an observation for which that is known. */
  readonly place?: SunPlace;
  readonly meta: Meta;
  /** The step that made it, as written in the script. */
  readonly by?: string;
  /** What it was made from. */
  readonly from?: Item;
  /** How well the calibrated shift that made it met its goals. */
  readonly calibration?: ItemCalibration;
  /** How near the inversion that found its latent came to the picture. */
  readonly inversion?: ItemInversion;
  /** What has been found out already. Filled by imaging.ts and measuring.ts alone. */
  readonly cache: ItemCache;
}

/** What a calibrated shift was asked for and what came of it, in raw units. */
export interface ItemCalibration {
  readonly reached: boolean;
  readonly iterations: number;
  readonly parameters: readonly CalibratedParameter[];
}

/** What an inversion found, compared with the picture that it was sought for. */
export interface ItemInversion {
  /** Root of the mean squared difference, in kG. */
  readonly residual: number;
  /** The same as a share of the picture's own root mean square; NaN for a blank picture. */
  readonly relative: number;
  /** Pearson's, over pixels; NaN where one of the two is all the same. */
  readonly correlation: number;
  /** The start from which it was found. */
  readonly start: string;
}

export interface CalibratedParameter {
  readonly parameter: string;
  readonly before: number;
  /** Whether it is within its tolerance of the target, or of where it was. */
  readonly met: boolean;
  /** Absent for a kept parameter. */
  readonly requested?: number;
  readonly achieved: number;
}

export interface ItemCache {
  patch?: Patch;
  /** Raw values by parameter name, NaN where missing. */
  readonly measured: Map<string, number>;
  /** What classifiers say of it, by name. Filled by scoring.ts alone. */
  readonly scores: Map<string, Score>;
}

/** What a classifier says of a patch; another one of the same name says something else. */
export interface Score {
  readonly by: Classifier;
  readonly value: number;
}

export const emptyCache = (): ItemCache => ({ measured: new Map(), scores: new Map() });

/** The same item at another point of latent space: nothing that was found out holds any more. */
export function moved(
  item: Item,
  latent: Float64Array,
  change: Partial<Pick<Item, 'id' | 'meta'>> = {},
): Item {
  const { by: _, calibration: __, inversion: ___, place: ____, ...rest } = item;
  return { ...rest, ...change, latent, from: item, cache: emptyCache() };
}

/** An item and what it was made from, the first ancestor first. */
export function lineageOf(item: Item): Item[] {
  return item.from ? [...lineageOf(item.from), item] : [item];
}

/** Everything in a value that has a picture. */
export function itemsOf(value: Value): readonly Item[] {
  switch (value.kind) {
    case 'latents':
    case 'patches':
      return value.items;
    case 'matches':
      return value.queries.flatMap(({ query, matches }) => [query, ...matches.map((match) => match.item)]);
    case 'table':
      return value.items ?? [];
  }
}

/** The items of latents or patches; anything else is a bug of the planner. */
export function expectItems(value: Value): readonly Item[] {
  if (value.kind === 'latents' || value.kind === 'patches') return value.items;
  throw new Error(`patches were planned, and there is a ${value.kind}`);
}

/** Matches; anything else is a bug of the planner. */
export function expectMatches(value: Value): Matches {
  if (value.kind === 'matches') return value;
  throw new Error(`matches were planned, and there is a ${value.kind}`);
}

/** How many things a value holds, for narration. */
export function sizeOf(value: Value): number {
  if (value.kind === 'table') return value.rows.length;
  return value.kind === 'matches' ? value.queries.length : value.items.length;
}

/** The value a verb is sure to get: the planner has checked it. */
export type ValueOf<K extends Value['kind']> = Extract<Value, { kind: K }>;

/** Narrows what flows in; anything else is a bug of the planner. */
export function expectKind<K extends Value['kind']>(
  value: Value | undefined,
  kinds: readonly K[],
  step: PlanStep,
): ValueOf<K> {
  if (value && (kinds as readonly string[]).includes(value.kind)) return value as ValueOf<K>;
  throw new Error(`${step.verb} was planned for ${kinds.join(' or ')} and got ${value?.kind ?? 'nothing'}`);
}
