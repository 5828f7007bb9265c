import { fail } from '../../diagnostics/diagnostic.js';
import { parse } from '../../parser/index.js';
import type { Host } from './command.js';

/** What a command was given, or else the pipeline of the last entry that succeeded. */
export function statementOr(given: string, { journal }: Host): string {
  if (given !== '') return given;
  const pipelines = journal.flatMap(({ text }) =>
    parse({ name: '', text }).script.statements.flatMap((statement) =>
      statement.kind === 'pipeline-statement' || statement.kind === 'let'
        ? [text.slice(statement.pipeline.span.start, statement.pipeline.span.end)]
        : [],
    ),
  );
  return pipelines.at(-1) ?? fail('usage', { problem: 'a pipeline is required: nothing has been run yet' });
}
