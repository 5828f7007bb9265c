import { pearson, spearman } from '../../numeric/statistics.js';
import { lacking } from '../../models/world-parts.js';
import { columnsOf } from '../../models/training/columns.js';
import { PATCH_SIZE } from '../../physics/field.js';
import { measureBatch } from '../../physics/measure.js';
import {
  agreements,
  COMPARED,
  correlationOf,
  correlationTable,
  meanOf,
  type Pairs,
} from '../measures/pairs.js';
import { blockMeans, shiftedCorrelation } from '../measures/shifted-correlation.js';
import type { ReportEstimate, ReportTable, ReportTiming } from '../report.js';
import { askMethods, find, type RetrievalMethod } from '../retrieval-methods.js';
import { fetchPatches, pixelsOf } from '../samples.js';
import type { EvaluationContext, EvaluationSection } from '../section.js';

/** Queries whose match is fetched to be looked at, as a share: fetching takes longer than all else. */
const LOOKED_AT = 0.2;
/** Side of the blocks of pixels that a glance takes in. */
const GLANCE = 4;

/** How much alike generated queries and the observations found for them are. */
export const retrieval: EvaluationSection = {
  name: 'retrieval',
  title: 'Retrieval',
  run: async (context) => {
    const { results, leftOut } = await askMethods((method) => resultOf(method, context));
    return {
      tables: [
        correlationTable("Pearson's correlation", results, ({ pearson: cells }) => cells),
        correlationTable("Spearman's rank correlation", results, ({ spearman: cells }) => cells),
        likenessTable(results, leftOut),
      ],
      timings: results.map(({ title, seconds }): ReportTiming => ({
        what: `${title}, all queries`,
        seconds,
      })),
    };
  },
};

interface MethodResult {
  readonly title: string;
  readonly seconds: number;
  /** One a parameter. */
  readonly pearson: readonly ReportEstimate[];
  readonly spearman: readonly ReportEstimate[];
  readonly polarity: ReportEstimate;
  readonly visual: ReportEstimate;
  /** The same of means of blocks of pixels. */
  readonly glance: ReportEstimate;
}

async function resultOf(method: RetrievalMethod, context: EvaluationContext): Promise<MethodResult> {
  const queries = await context.generated();
  const start = performance.now();
  const best = (await find(method, queries, 1, context)).map(([first]) => first);
  const seconds = (performance.now() - start) / 1000;
  const pairsOf = await pairing(best, context);
  const correlations = (coefficient: typeof pearson) =>
    COMPARED.map((name) => correlationOf(pairsOf(name), coefficient, context));
  context.progress(`${method.title}: intervals`, 0, 1);
  const looks = await looksOf(best, context);
  return {
    title: method.title,
    seconds,
    pearson: correlations(pearson),
    spearman: correlations(spearman),
    polarity: meanOf(agreements(pairsOf('POLARITY')), context),
    visual: meanOf(visualCorrelations(looks, 1), context),
    glance: meanOf(visualCorrelations(looks, GLANCE), context),
  };
}

/** Pairs of a parameter that both sides have: on the patch, since query and observation differ in scale. */
async function pairing(
  best: readonly number[],
  context: EvaluationContext,
): Promise<(name: string) => Pairs> {
  const { pixels, count } = await context.generated();
  const archive = await context.world.archive();
  const names = [...COMPARED, 'POLARITY'];
  const own = columnsOf(measureBatch(pixels, count, PATCH_SIZE, names), names);
  return (name) => {
    const column = archive.parameter(name) ?? lacking(context.world.manifest, 'catalogue');
    const pairs = best.map((position, query) => [own.get(name)![query], column[position]] as const);
    return pairs.filter((pair) => !pair.some(Number.isNaN));
  };
}

type Looks = readonly (readonly [query: Float32Array, match: Float32Array])[];

/** Pixels of queries and matches that are looked at. */
async function looksOf(best: readonly number[], context: EvaluationContext): Promise<Looks> {
  const queries = await context.generated();
  const looked = best.slice(0, Math.ceil(LOOKED_AT * best.length));
  const positions = [...new Set(looked)].sort((a, b) => a - b);
  const found = await fetchPatches(await context.world.archive(), positions, context);
  return looked.map((position, query) => [
    pixelsOf(queries, query),
    pixelsOf(found, positions.indexOf(position)),
  ]);
}

function visualCorrelations(looks: Looks, block: number): number[] {
  const seen = (pixels: Float32Array) => (block === 1 ? pixels : blockMeans(pixels, block));
  return looks
    .map(([query, match]) => shiftedCorrelation(seen(query), seen(match)))
    .filter((value) => !Number.isNaN(value));
}

function likenessTable(results: readonly MethodResult[], leftOut: readonly string[]): ReportTable {
  return {
    title: 'Polarity and looks',
    note:
      'Polarity agrees: share of pairs whose leading polarity is the same. Visual correlation: mean over the first ' +
      'fifth of the queries of the correlation of the pixels, the best over shifts of up to 8 pixels along each axis; ' +
      'at a glance: of means of 4 × 4 pixels.' +
      (leftOut.length > 0 ? ` Left out: ${leftOut.join('; ')}.` : ''),
    columns: [{ name: 'measure' }, ...results.map(({ title: name }) => ({ name }))],
    rows: [
      ['polarity agrees', ...results.map(({ polarity }) => polarity)],
      ['visual correlation', ...results.map(({ visual }) => visual)],
      ['visual correlation at a glance', ...results.map(({ glance }) => glance)],
    ],
  };
}
