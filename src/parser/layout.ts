/**
 * Tokens to statements, one row of tokens each. A statement ends with its line, unless something shows that it goes on:
 * an open bracket, a word or sign that needs more after it, or a next line that begins with `|`, `and` or `or`.
 */
import { tokenMatcher, type IToken, type TokenType } from './chevrotain.js';
import {
  Additive, And, CallParenthesis, Comma, Comparison, In, Is, LeftParenthesis, Multiplicative, Name, Newline, Not, Or,
  Pipe, Power, Range, RightParenthesis, statementKeywords,
} from './tokens.js'; // prettier-ignore

const needMore = [Pipe, Comma, Comparison, Additive, Multiplicative, Power, Range, And, Or, Not, In, Is];
const goOn = [Pipe, And, Or];

export function isOneOf(token: IToken | undefined, types: readonly TokenType[]): boolean {
  return token !== undefined && types.some((type) => tokenMatcher(token, type));
}

/** Can nothing but more text follow this token? */
export function needsMore(token: IToken | undefined): boolean {
  return isOneOf(token, needMore);
}

export function opens(token: IToken): boolean {
  return isOneOf(token, [LeftParenthesis, CallParenthesis]);
}

export function closes(token: IToken): boolean {
  return isOneOf(token, [RightParenthesis]);
}

/** The statements of a script; empty lines make none. */
export function layOut(tokens: readonly IToken[]): IToken[][] {
  const statements: IToken[][] = [[]];
  let depth = 0;
  tokens.forEach((token, index) => {
    if (!isOneOf(token, [Newline])) {
      depth = Math.max(0, depth + Number(opens(token)) - Number(closes(token)));
      statements.at(-1)!.push(token);
    } else if (depth === 0 && !continues(statements.at(-1)!, tokens, index)) {
      statements.push([]);
    }
  });
  return statements.filter((statement) => statement.length > 0).map(markKeyword);
}

function continues(statement: readonly IToken[], tokens: readonly IToken[], newline: number): boolean {
  if (statement.length === 0) return false;
  if (needsMore(statement.at(-1))) return true;
  let next = newline;
  while (isOneOf(tokens[next], [Newline])) next++;
  return isOneOf(tokens[next], goOn);
}

/** `let` and its like are keywords only as the first word of a statement. */
function markKeyword(statement: IToken[]): IToken[] {
  const [first, ...rest] = statement;
  const type = first.tokenType === Name && statementKeywords.get(first.image);
  return type ? [{ ...first, tokenType: type, tokenTypeIdx: type.tokenTypeIdx! }, ...rest] : statement;
}
