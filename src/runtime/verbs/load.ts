import { resolve } from 'node:path';
import { readImage } from '../../archive/readers/index.js';
import { toPatch } from '../../physics/resample.js';
import { verb, type Context } from '../context.js';
import { throwIfCancelled } from '../imaging.js';
import { emptyCache, type Item } from '../values.js';
import { contract } from './contract.js';

interface Arguments {
  readonly files: readonly string[];
  readonly scale?: number;
}

export const load = verb<Arguments>(
  contract({
    name: 'load',
    summary: 'reads magnetograms from files',
    description:
      'Reads FITS (plain, or Rice- or gzip-compressed, as SHARPs come), NPY, NPZ and PNG files and brings each to a ' +
      '128×128 patch the way the paper does: missing pixels to 0, clip to ±1000 G, then an exact area average where ' +
      'the image is larger and bilinear interpolation where it is smaller. Grey PNG levels span ±1000 G unless ' +
      '`scale` says otherwise.',
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
        summary: 'field strength of white in a PNG (black is its negative)',
        placeholder: '<field>',
      },
    ],
    examples: [
      { script: 'load "examples/data/bipole.fits" | measure', note: 'physical parameters of an observation' },
      { script: 'load "examples/data/bipole.png" scale=1000 G | retrieve k=3', note: 'what looks like it' },
    ],
  }),
  async (_input, { files, scale }, context) => {
    const items: Item[] = [];
    for (const file of files) items.push(...(await loadFile(file, scale, context)));
    return { kind: 'patches', items };
  },
);

async function loadFile(file: string, scale: number | undefined, context: Context): Promise<Item[]> {
  throwIfCancelled(context.signal);
  const images = await readImage(resolve(context.directory, file), { ...(scale && { scale }) });
  images.flatMap((image) => image.warnings).forEach(context.warn);
  return images.map((image) => {
    const patch = toPatch(image);
    const cache = { ...emptyCache(), patch };
    return {
      id: image.id,
      origin: 'file',
      ...(patch.scale && { scale: patch.scale }),
      meta: image.meta,
      cache,
    };
  });
}
