import { readImage } from '../../archive/readers/index.js';
import { toPatch } from '../../physics/resample.js';
import { verb, type Context } from '../context.js';
import { throwIfCancelled } from '../imaging.js';
import { emptyCache, type Item } from '../values.js';
import { contract } from './contract.js';
import { scriptFile } from '../paths.js';

interface Arguments {
  readonly files: readonly string[];
  readonly scale?: number;
  readonly unit?: keyof typeof GAUSS_PER;
}

/** How many gauss one unit is that pixels may be in. */
const GAUSS_PER = { G: 1, kG: 1000, mT: 10, T: 10_000 } as const;

export const load = verb<Arguments>(
  contract({
    name: 'load',
    summary: 'reads magnetograms from files',
    description:
      'Reads FITS (plain, or Rice- or gzip-compressed, as SHARPs come), HDF5, NPY, NPZ, PNG and JPEG files and brings ' +
      'each to a 128×128 patch the way the paper does: missing pixels to 0, clip to ±1000 G, then an exact area average where ' +
      'the image is larger and bilinear interpolation where it is smaller. Grey PNG levels span ±1000 G unless ' +
      '`scale` says otherwise; a JPEG or a PNG of 16 bits requires it.',
    group: 'source',
    input: ['nothing'],
    output: 'patches',
    alsoKnownAs: ['open', 'read', 'import'],
    arguments: [
      {
        name: 'files',
        form: 'leading',
        type: { kind: 'files' },
        summary: 'files to read',
        placeholder: '"<file>" …',
        required: true,
      },
      {
        name: 'scale',
        form: 'named',
        type: { kind: 'field-strength' },
        summary: 'field strength of white in a PNG or JPEG (black is its negative)',
        placeholder: '<field>',
      },
      {
        name: 'unit',
        form: 'named',
        type: { kind: 'choice', values: Object.keys(GAUSS_PER) },
        summary: 'what the values of a FITS, NPY or NPZ file are in, where the file does not say it (gauss)',
        placeholder: 'G|kG|mT|T',
      },
    ],
    examples: [
      { script: 'load "examples/data/bipole.fits" | measure', note: 'physical parameters of an observation' },
      { script: 'load "examples/data/bipole.png" scale=1000 G | retrieve k=3', note: 'what looks like it' },
    ],
  }),
  async (_input, { files, ...given }, context) => {
    const items: Item[] = [];
    for (const file of files) items.push(...(await loadFile(file, given, context)));
    return { kind: 'patches', items };
  },
);

async function loadFile(
  file: string,
  { scale, unit }: Omit<Arguments, 'files'>,
  context: Context,
): Promise<Item[]> {
  throwIfCancelled(context.signal);
  const images = await readImage(await scriptFile(file, 'read', context), {
    ...(scale && { scale }),
    ...(unit && { gaussPerUnit: GAUSS_PER[unit] }),
  });
  images.flatMap((image) => image.warnings).forEach(context.warn);
  return images.map((image) => {
    const patch = toPatch(image);
    const cache = { ...emptyCache(), patch };
    return {
      id: image.id,
      origin: 'file',
      ...(patch.scale && { scale: patch.scale }),
      ...(image.place && { place: image.place }),
      meta: image.meta,
      cache,
    };
  });
}
