/** Latents, patches and matches as a labelled sheet of pictures: what `.png`, `.svg` and `.pdf` files show. */
import { drawSheet, type DrawnSheet, type SheetPicture, type SheetRow } from '../render/index.js';
import { captionOf } from './captions.js';
import type { Context } from './context.js';
import { patchesOf } from './imaging.js';
import { measure } from './measuring.js';
import { provenanceJson, type Provenance } from './provenance.js';
import { lineageOf, type Item, type Match, type QueryMatches, type Value } from './values.js';

/** Parameters that stand under a picture. */
const CAPTION = ['TUF', 'R', 'PSEP', 'TILT'];

/** The sheet of a value, latents and patches in rows, each query beside its matches; and where it comes from. */
export async function sheetOf(
  value: Value,
  context: Context,
): Promise<DrawnSheet & { readonly provenance: Provenance }> {
  const rows = await rowsOf(value, context);
  // Asked for after the pictures: what has rendered them is known only then.
  const provenance = await context.provenance();
  const { giq, world } = provenance;
  const footer = `giq ${giq}, world ${world.name}${world.simulated ? ' (simulated observations)' : ''}`;
  const metadata = provenanceJson(provenance);
  return { ...drawSheet({ rows, map: 'grey', colourBar: true, footer, metadata }), provenance };
}

async function rowsOf(value: Value, context: Context): Promise<SheetRow[]> {
  if (value.kind === 'matches') return matchRows(value.queries, context);
  if (value.kind === 'table') throw new Error('a table was planned to be saved as a picture');
  return [{ pictures: await picturesOf(value.items, context) }];
}

/** One query that several steps led to gets a row of its own; others begin the row of their matches. */
async function matchRows(queries: readonly QueryMatches[], context: Context): Promise<SheetRow[]> {
  const lineage = queries.length === 1 ? lineageOf(queries[0].query) : [];
  if (lineage.length < 2) return Promise.all(queries.map((each) => matchRow(each, context)));
  const steps = await picturesOf(lineage, context);
  const pictures = steps.map((picture, index) => ({
    ...picture,
    title: lineage[index].by ?? picture.title,
    highlight: index === steps.length - 1,
  }));
  return [
    { label: 'Query', pictures, sequence: true },
    { label: 'Nearest observations', pictures: await foundPictures(queries[0].matches, context) },
  ];
}

async function foundPictures(matches: readonly Match[], context: Context): Promise<SheetPicture[]> {
  const pictures = await picturesOf(
    matches.map((match) => match.item),
    context,
  );
  return pictures.map((picture, index) => ({
    ...picture,
    title: `${matches[index].rank}. ${matches[index].item.id}`,
  }));
}

async function matchRow({ query, matches }: QueryMatches, context: Context): Promise<SheetRow> {
  const [first] = await picturesOf([query], context);
  const found = await foundPictures(matches, context);
  return { pictures: [{ ...first, title: query.id, highlight: true }, ...found] };
}

async function picturesOf(items: readonly Item[], context: Context): Promise<SheetPicture[]> {
  await measure(items, CAPTION, context);
  const patches = await patchesOf(items, context);
  return items.map((item, index) => ({
    field: patches[index],
    title: item.id,
    caption: captionOf(item, CAPTION),
  }));
}
