/** Diagnostics as data for other programs: `--format json`. */
import { locate, type Location } from './location.js';
import type { Diagnostic } from './diagnostic.js';
import type { Source, Span } from './span.js';

/** Offsets count UTF-16 units from 0; lines and columns count from 1; the end is exclusive. */
export interface JsonSpan extends Span, Location {
  readonly endLine: number;
  readonly endColumn: number;
}

export interface JsonDiagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Name of the source, when there is one. */
  readonly file?: string;
  readonly span?: JsonSpan;
  readonly labels: readonly { readonly span: JsonSpan; readonly message: string }[];
  readonly hints: readonly string[];
  readonly fix?: { readonly span: JsonSpan; readonly replacement: string };
}

/** A diagnostic as plain JSON; spans need the source, and are left out without it. */
export function toJson(diagnostic: Diagnostic, source?: Source): JsonDiagnostic {
  const { code, severity, message, hints, span, labels, fix } = diagnostic;
  if (!source) return { code, severity, message, hints, labels: [] };
  return {
    code,
    severity,
    message,
    file: source.name,
    ...(span && { span: spanToJson(span, source) }),
    labels: labels.map((label) => ({ span: spanToJson(label.span, source), message: label.message })),
    hints,
    ...(fix && { fix: { span: spanToJson(fix.span, source), replacement: fix.replacement } }),
  };
}

function spanToJson({ start, end }: Span, source: Source): JsonSpan {
  const [first, last] = [locate(source, start), locate(source, end)];
  return { start, end, ...first, endLine: last.line, endColumn: last.column };
}
