/** What a value looks like to a person: which pictures, captions and bars. Drawn by render. */
import type { Archive } from '../archive/archive.js';
import { fromRaw, rawUnitOf } from '../physics/quantity.js';
import type { DistributionRow, Presentation, StripPicture } from '../render/index.js';
import type { World } from '../models/world.js';
import type { WorldStatistics } from '../models/statistics-file.js';
import { captionOf, parameterLines } from './captions.js';
import type { Context } from './context.js';
import { patchesOf } from './imaging.js';
import { geometryOf, measure, measurementOf, parametersOf, withGeometry } from './measuring.js';
import type { Item, Table, Value } from './values.js';

/** What is shown at a time; the rest is counted. */
const MOST = { pictures: 24, queries: 4, matches: 12, measured: 4 };
const CAPTION = ['TUF', 'R', 'PSEP'];
const SHARES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

/** The presentation of a value; undefined where a table says it all. Renders and measures what it shows. */
export async function presentationOf(value: Value, context: Context): Promise<Presentation | undefined> {
  switch (value.kind) {
    case 'matches': {
      const shown = value.queries.slice(0, MOST.queries);
      const queries = shown.map(async ({ query, matches }) => ({
        query: (await picturesOf([query], context, () => 'query'))[0],
        matches: await picturesOf(
          matches.slice(0, MOST.matches).map(({ item }) => item),
          context,
          (item, index) => `${index + 1}. ${item.id}`,
        ),
      }));
      return {
        kind: 'matches',
        queries: await Promise.all(queries),
        hidden: value.queries.length - shown.length,
      };
    }
    case 'table':
      return distributionsOf(value, context);
    default:
      return picturesOrFilms(value.items, context);
  }
}

async function picturesOrFilms(all: readonly Item[], context: Context): Promise<Presentation> {
  const items = all.slice(0, MOST.pictures);
  const hidden = all.length - items.length;
  if (!isSweep(items)) return { kind: 'strip', pictures: await picturesOf(items, context), hidden };
  const pictures = await picturesOf(items, context, placeOf, parameterLines);
  const starts = items.flatMap((item, index) =>
    index === 0 || item.from !== items[index - 1].from ? [index] : [],
  );
  const films = starts.map((start, index) => pictures.slice(start, starts[index + 1]));
  return { kind: 'films', films, hidden };
}

/** What a frame is called: the last change of its id, `PSEP+1` of `seed-42-0/PSEP+1`. */
function placeOf({ id }: Item): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** Several places on the way of one change: of a sweep, or of a blend. */
function isSweep(items: readonly Item[]): boolean {
  return items.length > 1 && items.every(({ meta }) => typeof (meta.offset ?? meta.t) === 'number');
}

async function picturesOf(
  items: readonly Item[],
  context: Context,
  title: (item: Item, index: number) => string = ({ id }) => id,
  caption: typeof captionOf = captionOf,
): Promise<StripPicture[]> {
  const names = CAPTION.filter((name) => context.world.manifest.parameters.includes(name));
  await measure(items, withGeometry(names), context);
  const patches = await patchesOf(items, context);
  return items.map((item, index) => ({
    field: patches[index],
    caption: [title(item, index), ...caption(item, names)],
  }));
}

/** Bars for the parameters that a table of measured items has. */
async function distributionsOf(table: Table, context: Context): Promise<Presentation | undefined> {
  const columns = new Set(table.columns.map(({ name }) => name));
  const names = context.world.manifest.parameters.filter((name) => columns.has(name) && name !== 'POLARITY');
  if (!table.items || table.items.length === 0 || names.length === 0) return undefined;
  const items = table.items.slice(0, MOST.measured);
  await measure(items, withGeometry(names), context);
  const known = await distributionsIn(names, context.world);
  const rows = items.map((item) => ({
    title: item.id,
    rows: names.map((name) => rowOf(item, name, known.get(name))),
  }));
  return { kind: 'distributions', items: rows, hidden: table.items.length - items.length };
}

interface Distribution {
  readonly shares: readonly number[];
  /** In the raw unit. */
  readonly quantiles: readonly number[];
}

/** A value and its distribution, in the unit that is shown; on the scale of the item itself. */
function rowOf(item: Item, name: string, known: Distribution | undefined): DistributionRow {
  const [parameter] = parametersOf([name]);
  const { value, unit } = measurementOf(item, parameter);
  const shown = (raw: number) => fromRaw(parameter, raw, unit || rawUnitOf(parameter), geometryOf(item));
  return { name, value, unit, shares: known?.shares ?? [], quantiles: known?.quantiles.map(shown) ?? [] };
}

/** How parameters are distributed in the archive, or where it has none of them stored, among generated patches. */
export async function distributionsIn(
  names: readonly string[],
  world: World,
): Promise<ReadonlyMap<string, Distribution>> {
  const archive = await world.archive();
  const statistics = world.manifest.statistics ? await world.statistics() : undefined;
  return new Map(
    names.flatMap((name) => {
      const known = ofArchive(name, archive) ?? ofGenerated(name, statistics);
      return known ? [[name, known] as const] : [];
    }),
  );
}

function ofArchive(name: string, archive: Archive): Distribution | undefined {
  const column = archive.parameter(name);
  if (!column) return undefined;
  const sorted = Float64Array.from(column)
    .filter((value) => !Number.isNaN(value))
    .sort();
  if (sorted.length === 0) return undefined;
  const quantiles = SHARES.map((share) => sorted[Math.round(share * (sorted.length - 1))]);
  return { shares: SHARES, quantiles };
}

function ofGenerated(name: string, statistics: WorldStatistics | undefined): Distribution | undefined {
  const quantiles = statistics?.parameters[name]?.quantiles;
  return quantiles && { shares: statistics!.shares, quantiles };
}
