import { resultOf } from '../../runtime/results.js';
import type { DocumentResult } from '../../runtime/output-document.js';
import type { Writer } from './writer.js';

/** One line an item: a latent, a patch, a query with its matches, or a row as an object. */
export function jsonlWriter(): Writer {
  const lines = (objects: readonly object[]) => objects.map((each) => JSON.stringify(each) + '\n').join('');
  return {
    value: async ({ value, statement, context, final }) =>
      final ? lines(linesOf(await resultOf(value, statement, context))) : '',
    explanation: ({ statement, explanation }) => lines([{ statement, type: 'explanation', explanation }]),
    end: async () => '',
  };
}

function linesOf(result: DocumentResult): object[] {
  const { statement, type } = result;
  if (type === 'explanation') return [result];
  if (type !== 'table') return result.items.map((item) => ({ statement, type, ...item }));
  const names = result.columns.map(({ name }) => name);
  return result.rows.map((row) => ({
    statement,
    type,
    row: Object.fromEntries(names.map((name, i) => [name, row[i]])),
  }));
}
