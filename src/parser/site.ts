/** One token with its surroundings, as the checks of single tokens see it. */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Span } from '../diagnostics/span.js';
import type { IToken } from './chevrotain.js';
import { endOf } from './patterns.js';

export interface Site {
  readonly token: IToken;
  readonly span: Span;
  readonly index: number;
  readonly tokens: readonly IToken[];
}

export type Check = (site: Site) => Diagnostic | undefined;

export function spanOf(token: IToken): Span {
  return { start: token.startOffset, end: endOf(token) };
}

export function previous({ tokens, index }: Site): IToken | undefined {
  return tokens[index - 1];
}

export function next({ tokens, index }: Site): IToken | undefined {
  return tokens[index + 1];
}
