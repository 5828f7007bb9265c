import { addPngText } from '../../archive/writers/index.js';
import { rasterise } from '../../render/index.js';
import { provenanceTexts } from '../provenance.js';
import { sheetOf } from '../sheets.js';
import type { Format } from './format.js';

/** A labelled sheet. Provenance in the text chunks. */
export const png: Format = {
  extension: '.png',
  title: 'picture',
  accepts: ['latents', 'patches', 'matches'],
  needsPictures: true,
  encode: async (value, context) => {
    const { svg, provenance } = await sheetOf(value, context);
    return addPngText(await rasterise(svg, { scale: 2 }), provenanceTexts(provenance));
  },
};
