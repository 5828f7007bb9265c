import { encodeFitsImages, wcsCards, type FitsCard } from '../../archive/writers/index.js';
import { FITS_KEYWORD } from '../carriers/fits.js';
import { patchesOf } from '../imaging.js';
import { metaCards } from '../fits-meta.js';
import { provenanceJson, provenanceLines, type Provenance } from '../provenance.js';
import { itemsOf, type Item } from '../values.js';
import type { Patch } from '../../physics/field.js';
import type { Format } from './format.js';

/** Pixels in G with metadata and provenance in the headers: the first patch as primary image, others as extensions. */
export const fits: Format = {
  extension: '.fits',
  title: 'pixels for astropy and sunpy',
  accepts: ['latents', 'patches', 'matches'],
  needsPictures: true,
  encode: async (value, context) => {
    const items = itemsOf(value);
    const patches = await patchesOf(items, context);
    const origin = originCards(await context.provenance());
    return encodeFitsImages(
      patches.map((patch, index) => ({
        values: patch.pixels.map((kilogauss) => kilogauss * 1000),
        width: patch.size,
        height: patch.size,
        cards: [...cardsOf(items[index], patch), ...(index === 0 ? origin : [])],
      })),
    );
  },
};

/** For people as HISTORY, for `giq run` as JSON. */
function originCards(provenance: Provenance): FitsCard[] {
  const history = provenanceLines(provenance).map((line): FitsCard => ['HISTORY', line]);
  return [['CREATOR', `giq ${provenance.giq}`], [FITS_KEYWORD, provenanceJson(provenance)], ...history];
}

function cardsOf(item: Item, { size, scale }: Patch): FitsCard[] {
  const known: FitsCard[] = scale
    ? [
        ['PIXWMM', scale.width, '[Mm] width of a pixel'],
        ['PIXHMM', scale.height, '[Mm] height of a pixel'],
        ...wcsCards(size, scale, item.place),
      ]
    : [];
  return [
    ['EXTNAME', item.id],
    ['BUNIT', 'Gauss'],
    ['GIQID', item.id, 'identifier in giq'],
    ['GIQFROM', item.origin, 'generated, archive or file'],
    ...known,
    ...metaCards(item.meta),
  ];
}
