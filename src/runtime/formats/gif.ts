import { encodeGif } from '../../render/animation/index.js';
import { animationOf } from '../animating.js';
import { provenanceJson } from '../provenance.js';
import type { Format } from './format.js';

/** An animation with value bars, 12 frames a second, forwards and back; provenance in a comment. */
export const gif: Format = {
  extension: '.gif',
  title: 'animation',
  accepts: ['latents', 'patches'],
  needsPictures: true,
  encode: async (value, context) => {
    const film = await animationOf(value, context);
    return encodeGif(film, provenanceJson(await context.provenance()));
  },
};
