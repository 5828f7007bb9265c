import { documentOf, resultOf } from '../results.js';
import type { Format } from './format.js';

/** The same document as `--format json`, with one result. */
export const json: Format = {
  extension: '.json',
  title: 'everything, as JSON',
  accepts: ['latents', 'patches', 'matches', 'table'],
  encode: async (value, context) => {
    const result = await resultOf(value, context.statement, context);
    const document = documentOf(await context.provenance(), [result]);
    return new TextEncoder().encode(JSON.stringify(document, null, 2) + '\n');
  },
};
