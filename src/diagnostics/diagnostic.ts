import type { Span } from './span.js';
import { catalogue } from './catalogue.js';
import type { Code, ParametersOf } from './catalogue.js';

export type Severity = 'error' | 'warning';

/** A secondary place that helps to understand a diagnostic. */
export interface Label {
  readonly span: Span;
  readonly message: string;
}

/** A replacement that would mend the problem, if it can be guessed. */
export interface Fix {
  readonly span: Span;
  readonly replacement: string;
}

/** Something wrong or noteworthy, as data. Rendered only by render.ts. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  /** Absent while the place in the script is not known; the executor adds it. */
  readonly span?: Span;
  readonly labels: readonly Label[];
  readonly hints: readonly string[];
  readonly fix?: Fix;
}

/** Everything about a diagnostic that is not said by its code and parameters. */
export interface Details {
  readonly span?: Span;
  readonly labels?: readonly Label[];
  readonly hints?: readonly string[];
  readonly fix?: Fix;
}

/** Builds a diagnostic from the catalogue: the only way to make one. */
export function diagnose<C extends Code>(
  code: C,
  parameters: ParametersOf<C>,
  details: Details = {},
): Diagnostic {
  const entry = catalogue[code];
  const message = (entry.message as (p: ParametersOf<C>) => string)(parameters);
  return {
    code,
    severity: entry.severity,
    message,
    labels: details.labels ?? [],
    hints: details.hints ?? [],
    ...(details.span && { span: details.span }),
    ...(details.fix && { fix: details.fix }),
  };
}

/** An expected failure: carries diagnostics to whoever can show them. Never a bug. */
export class GiqError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(...diagnostics: Diagnostic[]) {
    super(diagnostics.map((diagnostic) => diagnostic.message).join('\n'));
    this.name = 'GiqError';
    this.diagnostics = diagnostics;
  }
}

/** Throws a GiqError with one diagnostic from the catalogue. */
export function fail<C extends Code>(code: C, parameters: ParametersOf<C>, details: Details = {}): never {
  throw new GiqError(diagnose(code, parameters, details));
}

/** The diagnostic, with the span it lacks. */
export function withSpan(diagnostic: Diagnostic, span: Span): Diagnostic {
  return diagnostic.span ? diagnostic : { ...diagnostic, span };
}

export function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'error';
}
