import { pdfOf } from '../../render/figure/index.js';
import { pdfProperties } from '../provenance.js';
import { sheetOf } from '../sheets.js';
import type { Format } from './format.js';

/** A sheet counts 96 units to the inch, PDF 72 points. */
const POINTS = 72 / 96;

/** The same sheet as `.png` on a page of its size, its labels in embedded fonts. Provenance in the properties. */
export const pdf: Format = {
  extension: '.pdf',
  title: 'vector picture for papers',
  accepts: ['latents', 'patches', 'matches'],
  needsPictures: true,
  encode: async (value, context) => {
    const { svg, width, height, provenance } = await sheetOf(value, context);
    return pdfOf(svg, { width: POINTS * width, height: POINTS * height }, pdfProperties(provenance, TITLE));
  },
};

const TITLE = 'Magnetograms';
