import { encodeNpz, type NpzArray } from '../../archive/writers/index.js';
import { NPZ_MEMBER } from '../carriers/npz.js';
import type { Context } from '../context.js';
import { patchesOf } from '../imaging.js';
import { provenanceJson } from '../provenance.js';
import { anyAsTable } from '../tables.js';
import type { Cell, Item, Table, Value } from '../values.js';
import type { Format } from './format.js';

type Arrays = Record<string, NpzArray>;

/**
 * Everything as arrays: pixels [n, 128, 128] in kG and latents [n, dimension], where there are any, and each column of the
 * table that `.csv` has under its name. Row i of all of them is the same patch; of matches, `query_…` are the queries.
 */
export const npz: Format = {
  extension: '.npz',
  title: 'arrays for NumPy',
  accepts: ['latents', 'patches', 'matches', 'table'],
  encode: async (value, context) => {
    const pictures = await picturesOf(value, context);
    const table = await anyAsTable(value, context);
    const provenance = provenanceJson(await context.provenance());
    // Pictures first: `load` takes the first array that can be one.
    return encodeNpz({ ...pictures, ...columnArrays(table, pictures) }, { [NPZ_MEMBER]: provenance });
  },
};

async function picturesOf(value: Value, context: Context): Promise<Arrays> {
  if (value.kind === 'table') return {};
  if (value.kind !== 'matches') return arraysOf(value.items, '', context);
  const found = value.queries.flatMap(({ matches }) => matches.map(({ item }) => item));
  const queries = value.queries.map(({ query }) => query);
  return {
    ...(await arraysOf(found, '', context)),
    ...(await arraysOf(queries, 'query_', context)),
    query_id: { values: queries.map(({ id }) => id) },
  };
}

async function arraysOf(items: readonly Item[], prefix: string, context: Context): Promise<Arrays> {
  const patches = await patchesOf(items, context);
  const latents = items.flatMap(({ latent }) => (latent ? [latent] : []));
  const size = patches[0]?.size ?? 128;
  const pixels = new Float32Array(patches.length * size * size);
  patches.forEach((patch, index) => pixels.set(patch.pixels, index * size * size));
  const hasLatents = latents.length > 0 && latents.length === items.length;
  return {
    [`${prefix}pixels`]: { values: pixels, shape: [patches.length, size, size] },
    ...(hasLatents && { [`${prefix}latents`]: stacked(latents) }),
  };
}

function stacked(rows: readonly Float64Array[]): NpzArray {
  const width = rows[0].length;
  const values = new Float64Array(rows.length * width);
  rows.forEach((row, index) => values.set(row, index * width));
  return { values, shape: [rows.length, width] };
}

/** By name; a column with the name of another array gets a `_` after it. `columns` and `units` say what is in what. */
function columnArrays({ columns, rows }: Table, taken: Arrays): Arrays {
  const arrays: Arrays = {};
  for (const [index, { name }] of columns.entries()) {
    let free = name;
    while (Object.hasOwn(taken, free) || Object.hasOwn(arrays, free) || OWN.includes(free)) free += '_';
    arrays[free] = { values: typed(rows.map((row) => row[index])) };
  }
  const names = Object.keys(arrays);
  return {
    ...arrays,
    columns: { values: names },
    units: { values: columns.map(({ unit }) => unit) },
  };
}

const OWN = ['columns', 'units'];

/** Numbers with NaN for what is missing, booleans, or texts with nothing for what is missing. */
function typed(cells: readonly Cell[]): NpzArray['values'] {
  const known = cells.filter((cell) => cell !== null);
  if (known.every((cell) => typeof cell === 'number'))
    return Float64Array.from(cells, (cell) => (cell === null ? NaN : Number(cell)));
  if (cells.every((cell) => typeof cell === 'boolean')) return Uint8Array.from(cells, Number);
  return cells.map((cell) => (cell === null ? '' : String(cell)));
}
