import { documentOf, resultOf } from '../../runtime/results.js';
import type { DocumentResult } from '../../runtime/output-document.js';
import type { Provenance } from '../../runtime/provenance.js';
import type { Writer } from './writer.js';

/** One document with all results: written at the end, whole. */
export function jsonWriter(provenance: () => Promise<Provenance>): Writer {
  const results: DocumentResult[] = [];
  return {
    value: async ({ value, statement, context, final }) => {
      if (final) results.push(await resultOf(value, statement, context));
      return '';
    },
    explanation: ({ statement, explanation }) => {
      results.push({ statement, type: 'explanation', explanation });
      return '';
    },
    end: async () => JSON.stringify(documentOf(await provenance(), results), null, 2) + '\n',
  };
}
