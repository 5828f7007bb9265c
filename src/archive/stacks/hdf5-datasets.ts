import type { Dataset, Group } from 'h5wasm/node';
import { fail } from '../../diagnostics/diagnostic.js';
import { suggest } from '../../diagnostics/suggest.js';

export type Hdf5Dataset = Dataset;

/** How deep groups may lie in one another: a group can be a member of itself. */
const DEEPEST = 16;
/** How many members groups may have, all together. */
const MOST_MEMBERS = 10_000;

/**
 * All data sets of numbers with at least two axes, by path.
 *
 * @throws Error where groups lie too deep, or have too many members
 */
export function imageDatasets(
  group: Group,
  kind: typeof Dataset,
  prefix = '',
  seen = { members: 0 },
): ReadonlyMap<string, Hdf5Dataset> {
  const found = new Map<string, Hdf5Dataset>();
  if (prefix.split('/').length > DEEPEST) throw new Error('its groups lie too deep in one another');
  for (const name of group.keys()) {
    if (++seen.members > MOST_MEMBERS) throw new Error(`it has more than ${MOST_MEMBERS} members`);
    const entity = group.get(name);
    if (entity instanceof kind) {
      if (isNumeric(entity) && (entity.shape?.length ?? 0) >= 2) found.set(prefix + name, entity);
    } else if (entity && 'keys' in entity) {
      for (const [path, data] of imageDatasets(entity, kind, `${prefix}${name}/`, seen))
        found.set(path, data);
    }
  }
  return found;
}

/** Little- or big-endian floats and integers. */
function isNumeric({ dtype }: Hdf5Dataset): boolean {
  return typeof dtype === 'string' && /^[<>|]?[bhilqBHILQfd]$/.test(dtype);
}

/**
 * The data set that was named; otherwise the only one of three axes or more, or else the only one of two.
 *
 * @throws GiqError `dataset-missing`, `dataset-ambiguous`, `no-image`
 */
export function chooseDataset(
  sets: ReadonlyMap<string, Hdf5Dataset>,
  file: string,
  name: string | undefined,
): Hdf5Dataset {
  if (name !== undefined) return sets.get(name.replace(/^\//, '')) ?? failMissing(sets, file, name);
  const stacks = [...sets].filter(([, { shape }]) => shape!.length > 2);
  const candidates = stacks.length > 0 ? stacks : [...sets];
  if (candidates.length === 0) fail('no-image', { file, found: 'no data set of two or three dimensions' });
  if (candidates.length > 1) fail('dataset-ambiguous', { file, datasets: candidates.map(([path]) => path) });
  return candidates[0][1];
}

function failMissing(sets: ReadonlyMap<string, Hdf5Dataset>, file: string, name: string): never {
  const hints = suggest(name, [...sets.keys()]).map((near) => `\`${near}\` might be meant`);
  return fail('dataset-missing', { file, name }, { hints });
}
