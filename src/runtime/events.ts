import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Source } from '../diagnostics/span.js';
import type { Context } from './context.js';
import type { Explanation } from './explain.js';
import type { Value } from './values.js';

/** What a session tells while it runs a script. The CLI, the REPL and library users consume this one stream. */
export type SessionEvent =
  | { readonly type: 'progress'; readonly label: string; readonly done: number; readonly total: number }
  /** Narration: a seed that was drawn, items that were left out. */
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'diagnostic'; readonly diagnostic: Diagnostic; readonly source: Source }
  /** A value asked for by `show` (in the middle of a pipeline) or the result of a statement, with what it takes to look. */
  | {
      readonly type: 'value';
      readonly statement: number;
      readonly value: Value;
      readonly context: Context;
      readonly final: boolean;
    }
  | { readonly type: 'explanation'; readonly statement: number; readonly explanation: Explanation }
  | { readonly type: 'bound'; readonly name: string; readonly value: Value }
  | { readonly type: 'saved'; readonly path: string; readonly bytes: number }
  /** A figure that `plot` has drawn, as a whole SVG document; `file` where it was also written. */
  | {
      readonly type: 'figure';
      readonly statement: number;
      readonly kind: string;
      readonly title: string;
      readonly svg: string;
      readonly file?: string;
    }
  | { readonly type: 'done'; readonly outcome: Outcome };

/** `invalid`: the script did not parse or resolve, and nothing was run. */
export type Outcome = 'ok' | 'failed' | 'invalid' | 'cancelled';
