/** What a value becomes in a report: pictures of all that has some, and a table of everything. */
import type { ReportPart, ReportPicture, ReportPictures, ReportTable } from '../../render/report/index.js';
import { captionOf } from '../captions.js';
import type { Context } from '../context.js';
import { patchesOf } from '../imaging.js';
import { measure, withGeometry } from '../measuring.js';
import { shownTable, type ShownTable } from '../shown-tables.js';
import { lineageOf, type Item, type Matches, type QueryMatches, type Value } from '../values.js';
import { askAgain } from './ask-again.js';

/** Pictures of one value: a hundred are 2.2 MB. */
const MOST_PICTURES = 400;
const CAPTION = ['TUF', 'R', 'PSEP'];
/** Columns that a table of matches begins with: which observation it is, and how near. */
const FIRST = 'query rank id date region harpnum noaa distance score TUF R PSEP record lat lon'.split(' ');

/** Renders and measures what is shown. */
export async function partsOf(value: Value, context: Context): Promise<ReportPart[]> {
  const pictures = await picturesOf(value, context);
  return [...pictures, ...tableParts(value, await shownTable(value, context, FIRST), context)];
}

async function picturesOf(value: Value, context: Context): Promise<ReportPart[]> {
  if (value.kind === 'table') return [];
  if (value.kind === 'matches') return matchPictures(value, context);
  const some = value.items.slice(0, MOST_PICTURES);
  const row: ReportPictures = {
    kind: 'pictures',
    title: `${counted(value.items.length, 'patch', 'patches')}`,
    pictures: await picturesIn(some, context),
  };
  return [...(some.length > 0 ? [row] : []), ...leftOut(value.items.length - some.length, 'pictures')];
}

/** A row a query, as long as there is room for pictures. */
async function matchPictures({ queries }: Matches, context: Context): Promise<ReportPart[]> {
  const rows: ReportPart[] = [];
  let count = 0;
  for (const each of queries) {
    count += 1 + each.matches.length;
    if (count > MOST_PICTURES && rows.length > 0) break;
    rows.push(await matchRow(each, context));
  }
  const steps = queries.length === 1 ? await lineageRow(queries[0].query, context) : [];
  return [...steps, ...rows, ...leftOut(queries.length - rows.length, 'queries with their pictures')];
}

/** How one query came to be, where several steps led to it. */
async function lineageRow(query: Item, context: Context): Promise<ReportPart[]> {
  const lineage = lineageOf(query);
  if (lineage.length < 2) return [];
  const steps = await picturesIn(lineage, context);
  const pictures = steps.map((picture, index) => ({ ...picture, title: lineage[index].by ?? picture.title }));
  return [{ kind: 'pictures', title: 'The query, step by step', pictures }];
}

async function matchRow({ query, matches }: QueryMatches, context: Context): Promise<ReportPictures> {
  const found = matches.slice(0, MOST_PICTURES).map(({ item }) => item);
  const [asked, ...others] = await picturesIn([query, ...found], context);
  const ranked = others.map((picture, index) => ({
    ...picture,
    title: `${matches[index].rank}. ${picture.title}`,
  }));
  return {
    kind: 'pictures',
    title: `${query.id} and ${counted(matches.length, 'observation', 'observations')} like it`,
    pictures: [{ ...asked, isQuery: true }, ...ranked],
  };
}

async function picturesIn(items: readonly Item[], context: Context): Promise<ReportPicture[]> {
  const names = CAPTION.filter((name) => context.world.manifest.parameters.includes(name));
  await measure(items, withGeometry(names), context);
  const fields = await patchesOf(items, context);
  return items.map((item, index) => ({
    title: item.id,
    field: fields[index],
    caption: captionOf(item, names),
  }));
}

function tableParts(value: Value, { table, hidden }: ShownTable, context: Context): ReportPart[] {
  const { columns, rows, items } = table;
  const commands = value.kind === 'matches' && items?.map((item) => askAgain(item, context.world.name));
  const shown: ReportTable = {
    kind: 'table',
    title: titleOf(value, rows.length),
    columns,
    rows,
    ...(commands && { commands }),
  };
  return [shown, ...leftOut(hidden, 'columns of metadata')];
}

function titleOf(value: Value, count: number): string {
  if (value.kind === 'matches') return counted(count, 'match', 'matches');
  return value.kind === 'table' ? counted(count, 'row', 'rows') : 'What they measure';
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function leftOut(count: number, what: string): ReportPart[] {
  return count > 0 ? [{ kind: 'remark', text: `${count} more ${what} are left out.` }] : [];
}
