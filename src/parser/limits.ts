/** Bounds that keep every walk over the syntax tree far from the end of the call stack. */
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.js';
import { closes, isOneOf, opens } from './layout.js';
import { spanOf } from './site.js';
import { Additive, And, Comparison, Multiplicative, Not, Or, Power } from './tokens.js';
import type { IToken } from './chevrotain.js';

const deepest = 50;
const longest = 500;
const operators = [Additive, And, Comparison, Multiplicative, Not, Or, Power];

/** Reports the bracket or operator of a statement that is one too many. */
export function checkLimits(statement: readonly IToken[]): Diagnostic | undefined {
  let [depth, count] = [0, 0];
  for (const token of statement) {
    depth += Number(opens(token)) - Number(closes(token));
    count += Number(opens(token) || isOneOf(token, operators));
    if (depth > deepest) return diagnose('nesting-too-deep', { limit: deepest }, { span: spanOf(token) });
    if (count > longest) return diagnose('statement-too-long', { limit: longest }, { span: spanOf(token) });
  }
  return undefined;
}
