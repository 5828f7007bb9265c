/** Tokens by what they are to a reader: for highlighting and for golden files. */
import { spanOf } from './site.js';
import { layOut, isOneOf } from './layout.js';
import { lex } from './lexer.js';
import {
  And, CallParenthesis, Comma, Equals, Explain, kindOf, LeftParenthesis, Let, Name, Or, Pipe, RightParenthesis,
  type TokenKind,
} from './tokens.js'; // prettier-ignore
import type { Source, Span } from '../diagnostics/span.js';
import type { IToken } from './chevrotain.js';

export interface HighlightedToken {
  readonly kind: TokenKind;
  readonly text: string;
  readonly span: Span;
}

/** All tokens of a text in their order, comments included; white space lies between them. Never throws. */
export function tokenize(source: Source): HighlightedToken[] {
  const { tokens, comments } = lex(source);
  const words = rowsOf(tokens).flat();
  const remarks = comments.map((token) => highlighted(token, kindOf(token.tokenType) ?? 'comment'));
  return [...words, ...remarks, ...separators(tokens)].sort((a, b) => a.span.start - b.span.start);
}

/** The tokens of each statement, without comments: what completion looks at. Never throws. */
export function tokenRows(source: Source): HighlightedToken[][] {
  return rowsOf(lex(source).tokens);
}

function rowsOf(tokens: readonly IToken[]): HighlightedToken[][] {
  return layOut(tokens).map((statement) => statement.map((token, index) => shown(token, statement, index)));
}

/** `;`, which the layout takes away with the line breaks. */
function separators(tokens: readonly IToken[]): HighlightedToken[] {
  return tokens.filter(({ image }) => image === ';').map((token) => highlighted(token, 'error'));
}

function highlighted(token: IToken, kind: TokenKind): HighlightedToken {
  return { kind, text: token.image, span: spanOf(token) };
}

function shown(token: IToken, statement: readonly IToken[], index: number): HighlightedToken {
  const isVerb = isOneOf(token, [Name]) && beginsStage(statement, index);
  return highlighted(token, isVerb ? 'verb' : (kindOf(token.tokenType) ?? 'error'));
}

/** Is this where a verb (or a binding) stands? */
function beginsStage(statement: readonly IToken[], index: number): boolean {
  const before = statement[index - 1];
  if (!before || isOneOf(before, [Pipe, Explain])) return true;
  if (isOneOf(before, [Equals])) return index === 3 && isOneOf(statement[0], [Let]);
  return isOneOf(before, [LeftParenthesis]) && !isOperand(statement[index + 1]);
}

/** After the first word in brackets: does this make arithmetic of it? */
function isOperand(after: IToken | undefined): boolean {
  const kind = after && kindOf(after.tokenType);
  const goesOn = isOneOf(after, [Comma, CallParenthesis, RightParenthesis, And, Or]);
  return goesOn || (kind === 'operator' && !isOneOf(after, [Pipe]));
}
