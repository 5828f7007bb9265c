import { csv } from '../../runtime/formats/csv.js';
import type { Writer } from './writer.js';

/** A table a value, an empty line between two. */
export function csvWriter(): Writer {
  let first = true;
  return {
    value: async ({ value, context, final }) => {
      if (!final) return '';
      const gap = first ? '' : '\n';
      first = false;
      return gap + new TextDecoder().decode(await csv.encode(value, context));
    },
    explanation: () => '',
    end: async () => '',
  };
}
