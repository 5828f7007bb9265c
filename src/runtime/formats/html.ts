import { reportOfValue } from '../report/compose.js';
import type { Format } from './format.js';

/** A report in one file: script, plan, pictures, tables, figures of the statement, provenance. */
export const html: Format = {
  extension: '.html',
  title: 'self-contained report',
  accepts: ['latents', 'patches', 'matches', 'table'],
  encode: async (value, context) => new TextEncoder().encode(await reportOfValue(value, context)),
};
