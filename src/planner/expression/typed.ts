import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Span } from '../../diagnostics/span.js';
import type { PlanExpression } from '../plan.js';
import type { Vocabulary } from '../vocabulary.js';
import type { Dimensions } from './dimensions.js';

export type Type =
  | { readonly kind: 'number'; readonly dimensions: Dimensions }
  | { readonly kind: 'text' | 'date' | 'condition' };

/** An expression with its names resolved, and the type of its value. */
export interface Typed {
  readonly expression: PlanExpression;
  readonly type: Type;
  readonly span: Span;
  /** A literal without a unit, which takes the unit of what it is compared with. */
  readonly bare?: boolean;
  /** The closed set of values of a text field. */
  readonly values?: readonly string[];
  /** Set on a field that can be asked for in more than one unit. */
  readonly ambiguous?: string;
}

/**
 * How a field with two units is read: in the unit that is shown first, or in the other one.
 * `TUF > 1e22 Mx` needs the first, `TUF > 100 kG px` the second.
 * A definition is read in units of one frame throughout.
 */
export type Basis = 'first' | 'second' | 'sun' | 'patch';

export interface TypingContext {
  readonly vocabulary: Vocabulary;
  readonly basis: Basis;
  readonly report: (diagnostic: Diagnostic) => void;
}

export const number = (dimensions: Dimensions): Type => ({ kind: 'number', dimensions });
