import { addPngText } from '../../archive/writers/index.js';
import { encodeApng } from '../../render/animation/index.js';
import { animationOf } from '../animating.js';
import { provenanceTexts } from '../provenance.js';
import type { Format } from './format.js';

/** The same animation as `.gif`, in all greys; provenance in the text chunks. */
export const apng: Format = {
  extension: '.apng',
  title: 'animation in all greys',
  accepts: ['latents', 'patches'],
  needsPictures: true,
  encode: async (value, context) => {
    const film = await animationOf(value, context);
    return addPngText(encodeApng(film), provenanceTexts(await context.provenance()));
  },
};
