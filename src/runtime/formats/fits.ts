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
  needsPictures: true,
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

/** Keywords that other tools, and `load`, know for a piece of metadata. */
const KEYWORDS: Readonly<Record<string, string>> = {
  date: 'DATE-OBS',
  lat: 'LAT_FWT',
  lon: 'LON_FWT',
  harpnum: 'HARPNUM',
  noaa: 'NOAA_AR',
};

function cardsOf(item: Item, patch: Patch): FitsCard[] {
  const { scale } = patch;
  const size: FitsCard[] = scale
    ? [
        ['PIXWMM', scale.width, '[Mm] width of a pixel'],
        ['PIXHMM', scale.height, '[Mm] height of a pixel'],
      ]
    : [];
  return [
    ['BUNIT', 'Gauss'],
    ['GIQID', item.id, 'identifier in giq'],
    ['GIQFROM', item.origin, 'generated, archive or file'],
    ...size,
    ...Object.entries(item.meta).map(([name, value]): FitsCard => [
      KEYWORDS[name] ?? name.toUpperCase(),
      value,
    ]),
  ];
}
