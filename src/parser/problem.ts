import type { Diagnostic } from '../diagnostics/diagnostic.js';

/** A diagnostic, and whether more text after the end of the input would mend it. */
export interface Problem {
  readonly diagnostic: Diagnostic;
  readonly atEnd: boolean;
}
