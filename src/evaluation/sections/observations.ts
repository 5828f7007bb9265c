import type { Archive } from '../../archive/archive.js';
import { fail } from '../../diagnostics/diagnostic.js';
import type { Accept } from '../../models/neighbours.js';
import { rotationOf, splitArchive } from '../../models/split.js';
import { lacking } from '../../models/world-parts.js';
import { pearson, spearman } from '../../numeric/statistics.js';
import {
  agreements,
  COMPARED,
  correlationOf,
  correlationTable,
  meanOf,
  type Pairs,
} from '../measures/pairs.js';
import { recurrencesOf, type Recurrence } from '../measures/recurrence.js';
import type { ReportEstimate, ReportTable } from '../report.js';
import { askMethods, find, type ByMethod, type RetrievalMethod } from '../retrieval-methods.js';
import { drawPositions, fetchPatches } from '../samples.js';
import type { EvaluationContext, EvaluationSection } from '../section.js';

/** Matches among which a region that has come back counts as found. */
const FOUND_AMONG = 10;

/** How well observations that nothing was trained on find their like in other rotations. */
export const observations: EvaluationSection = {
  name: 'observations',
  title: 'Retrieval of observations',
  run: async (context) => {
    const archive = await context.world.archive();
    const heldOut = heldOutOf(context, archive);
    const positions = drawn(heldOut, context);
    const alike = await askMethods((method) => likenessBy(method, positions, archive, context));
    const tables = [
      correlationTable("Pearson's correlation", alike.results, (result) => result.pearson),
      correlationTable("Spearman's rank correlation", alike.results, (result) => result.spearman),
      polarityTable(alike, positions, archive),
    ];
    const pairs = recurrencesOf(archive);
    if (pairs.length === 0) return { tables };
    const found = await askMethods((method) => recallBy(method, pairs, heldOut, archive, context));
    return { tables: [...tables, recurrenceTable(found, pairs, archive)] };
  },
};

/** @throws GiqError `world-lacks` where nothing was held out */
function heldOutOf({ world: { manifest } }: EvaluationContext, archive: Archive): readonly number[] {
  const { split, name } = manifest;
  const heldOut = split ? splitArchive(archive, split.heldOut, split.seed).heldOut : [];
  if (heldOut.length > 0) return heldOut;
  return fail('world-lacks', {
    world: name,
    what: 'set of observations that nothing was trained on',
    command: 'giq world create',
  });
}

/** All of them, or as many as are looked at. */
function drawn(heldOut: readonly number[], { queries, stream }: EvaluationContext): readonly number[] {
  return drawPositions(heldOut.length, queries, stream('archive')).map((place) => heldOut[place]);
}

/** Observations of other rotations, and of other regions where those have numbers. */
function othersThan(position: number, archive: Archive): Accept {
  const own = archive.meta(position);
  const rotation = rotationOf(own);
  const region = own['region'] ?? null;
  return (other) => {
    const meta = archive.meta(other);
    if (other === position || rotationOf(meta) === rotation) return false;
    return region === null || meta['region'] !== region;
  };
}

async function search(
  method: RetrievalMethod,
  positions: readonly number[],
  k: number,
  archive: Archive,
  context: EvaluationContext,
): Promise<number[][]> {
  const sample = await fetchPatches(archive, positions, context);
  return find(method, sample, k, context, (item) => othersThan(positions[item], archive));
}

interface Likeness {
  readonly title: string;
  readonly pearson: readonly ReportEstimate[];
  readonly spearman: readonly ReportEstimate[];
  readonly polarity: ReportEstimate;
}

async function likenessBy(
  method: RetrievalMethod,
  positions: readonly number[],
  archive: Archive,
  context: EvaluationContext,
): Promise<Likeness> {
  const best = await search(method, positions, 1, archive, context);
  const pairsOf = (name: string): Pairs => {
    const column = archive.parameter(name) ?? lacking(context.world.manifest, 'catalogue');
    return positions
      .flatMap((query, item) => best[item].map((match) => [column[query], column[match]] as const))
      .filter((pair) => !pair.some(Number.isNaN));
  };
  const correlations = (coefficient: typeof pearson) =>
    COMPARED.map((name) => correlationOf(pairsOf(name), coefficient, context));
  return {
    title: method.title,
    pearson: correlations(pearson),
    spearman: correlations(spearman),
    polarity: meanOf(agreements(pairsOf('POLARITY')), context),
  };
}

interface Recall {
  readonly title: string;
  readonly all: ReportEstimate;
  readonly heldOut: ReportEstimate;
}

async function recallBy(
  method: RetrievalMethod,
  pairs: readonly Recurrence[],
  heldOut: readonly number[],
  archive: Archive,
  context: EvaluationContext,
): Promise<Recall> {
  const queries = pairs.map(({ first }) => first);
  const found = await search(method, queries, FOUND_AMONG, archive, context);
  const hits = pairs.map(({ next }, item) => Number(found[item].includes(next)));
  const unseen = new Set(heldOut);
  const ofUnseen = hits.filter((_, item) => unseen.has(queries[item]));
  return { title: method.title, all: meanOf(hits, context), heldOut: meanOf(ofUnseen, context) };
}

function polarityTable(
  { results, leftOut }: ByMethod<Likeness>,
  positions: readonly number[],
  archive: Archive,
): ReportTable {
  return {
    title: 'Polarity',
    note:
      `Share of pairs whose leading polarity is the same. Queries here and above: ${positions.length} observations ` +
      `that nothing was trained on in making this world, searched for among all ${archive.size} but those of their own ` +
      'rotation and region.' +
      (leftOut.length > 0 ? ` Left out: ${leftOut.join('; ')}.` : ''),
    columns: columnsOf('measure', results),
    rows: [['polarity agrees', ...results.map(({ polarity }) => polarity)]],
  };
}

function recurrenceTable(
  { results }: ByMethod<Recall>,
  pairs: readonly Recurrence[],
  archive: Archive,
): ReportTable {
  const chance = FOUND_AMONG / archive.size;
  return {
    title: 'The same region in the next rotation',
    note:
      `Share of ${pairs.length} regions that came back whose next appearance is among the first ${FOUND_AMONG} of ` +
      `${archive.size} observations, without those of the query's rotation; by chance ${(100 * chance).toFixed(1)} %. ` +
      'A region came back where another is less than 5° of latitude and 10° of longitude away a rotation later.',
    columns: columnsOf('queries', results),
    rows: [
      ['all', ...results.map(({ all }) => all)],
      ['held out', ...results.map(({ heldOut }) => heldOut)],
    ],
  };
}

const columnsOf = (head: string, results: readonly { readonly title: string }[]) => [
  { name: head },
  ...results.map(({ title: name }) => ({ name })),
];
