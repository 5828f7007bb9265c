import { encodeFitsImages, type FitsCard } from '../../archive/writers/index.js';
import { patchesOf } from '../imaging.js';
import { provenanceLines } from '../provenance.js';
import { itemsOf, type Item } from '../values.js';
import type { Patch } from '../../physics/field.js';
import type { Format } from './format.js';

/** Pixels in G with metadata and provenance in the headers: the first patch as primary image, others as extensions. */
export const fits: Format = {
  extension: '.fits',
  title: 'pixels for astropy and sunpy',
  accepts: ['latents', 'patches', 'matches'],
  encode: async (value, context) => {
    const items = itemsOf(value);
    const patches = await patchesOf(items, context);
    const history = provenanceLines(await context.provenance()).map((line): FitsCard => ['HISTORY', line]);
    return encodeFitsImages(
      patches.map((patch, index) => ({
        values: patch.pixels.map((kilogauss) => kilogauss * 1000),
        width: patch.size,
        height: patch.size,
        cards: [...cardsOf(items[index], patch), ...(index === 0 ? history : [])],
      })),
    );
  },
};

function cardsOf(item: Item, patch: Patch): FitsCard[] {
  const meta = Object.entries(item.meta).filter(([name]) => /^[a-z_]{1,8}$/.test(name));
  const { scale } = patch;
  return [
    ['BUNIT', 'Gauss'],
    ['GIQID', item.id, 'identifier in giq'],
    ['GIQFROM', item.origin, 'generated, archive or file'],
    ...(scale
      ? ([
          ['PIXWMM', scale.width, '[Mm] width of a pixel'],
          ['PIXHMM', scale.height, '[Mm] height of a pixel'],
        ] as const)
      : []),
    ...meta.map(([name, value]): FitsCard => [name.toUpperCase(), value]),
  ];
}
