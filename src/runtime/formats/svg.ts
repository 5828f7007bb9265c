import { sheetOf } from '../sheets.js';
import type { Format } from './format.js';

/** The same sheet as `.png`, its labels as text and its pictures embedded. Provenance in `<metadata>`. */
export const svg: Format = {
  extension: '.svg',
  title: 'vector picture',
  accepts: ['latents', 'patches', 'matches'],
  needsPictures: true,
  encode: async (value, context) => new TextEncoder().encode((await sheetOf(value, context)).svg),
};
