/** What ids of labels stand for: observations of the archive, or points of latent space. */
import { fail } from '../../diagnostics/diagnostic.js';
import { latentVector } from '../../numeric/random.js';
import type { Context } from '../context.js';
import { observationAt } from '../observations.js';
import { emptyCache, type Item } from '../values.js';

/** An item and what it must not be separated from when labels are split. */
export interface LabelledItem {
  readonly item: Item;
  readonly group: string;
}

/** As `generate` names its items. */
const GENERATED = /^seed-(\d+)-(\d+)$/;

/** Metadata that says which observations are of one region, the first that an observation has. */
const REGION_FIELDS = ['region', 'harpnum', 'noaa'];

/** How many unknown ids a message names. */
const SHOWN = 3;

/**
 * Finds ids in saved latents, if there are any, or else in the archive and among what `generate` gives.
 *
 * @throws GiqError `labels-unknown-ids`
 */
export async function labelledItems(
  ids: readonly string[],
  file: string,
  latents: ReadonlyMap<string, Float64Array> | undefined,
  context: Context,
): Promise<readonly LabelledItem[]> {
  const find = latents ? (id: string) => savedItem(id, latents) : await archiveFinder(context);
  const found = ids.map(find);
  const unknown = ids.filter((_, index) => found[index] === undefined);
  if (unknown.length > 0) {
    const first = unknown.slice(0, SHOWN);
    const where = latents ? 'the saved latents' : `the archive of \`${context.world.name}\``;
    fail('labels-unknown-ids', { file, count: unknown.length, of: ids.length, first, where });
  }
  return found.flatMap((each) => each ?? []);
}

function savedItem(id: string, latents: ReadonlyMap<string, Float64Array>): LabelledItem | undefined {
  const latent = latents.get(id);
  return latent && generated(id, latent);
}

async function archiveFinder({ world }: Context): Promise<(id: string) => LabelledItem | undefined> {
  const archive = await world.archive();
  const { latent } = world.manifest.generator;
  return (id) => {
    const position = archive.position(id);
    if (position >= 0) {
      const item = observationAt(position, archive);
      const region = REGION_FIELDS.map((name) => item.meta[name]).find((value) => value != null);
      return { item, group: region === undefined ? id : String(region) };
    }
    const [, seed, index] = GENERATED.exec(id) ?? [];
    return seed === undefined ? undefined : generated(id, latentVector(Number(seed), Number(index), latent));
  };
}

function generated(id: string, latent: Float64Array): LabelledItem {
  return { item: { id, origin: 'generated', latent, meta: {}, cache: emptyCache() }, group: id };
}
