/**
 * The tokens of the language: the one table that the lexer, the parser, highlighting and grammar/ are made from.
 *
 * `let`, `define`, `use`, `explain` and `giq` are names until the layout pass finds them at the start of a statement.
 */
import { createToken, Lexer, type CustomPatternMatcherFunc, type TokenType } from './chevrotain.js';
import { at, digits, name, unit, when, word } from './patterns.js';

/** What highlighting tells apart. */
export type TokenKind =
  | 'keyword'
  | 'verb'
  | 'name'
  | 'number'
  | 'unit'
  | 'string'
  | 'date'
  | 'operator'
  | 'bracket'
  | 'comment'
  | 'error';

const kinds = new Map<TokenType, TokenKind | undefined>();

/** Makes a token type; `undefined` as its kind means that it is never shown. */
export function defineToken(
  tokenName: string,
  kind: TokenKind | undefined,
  pattern: string | RegExp | CustomPatternMatcherFunc,
  ...categories: TokenType[]
): TokenType {
  const label = typeof pattern === 'string' ? pattern : tokenName;
  const type = createToken({ name: tokenName, label, pattern, categories, line_breaks: false });
  kinds.set(type, kind);
  return type;
}

export function kindOf(type: TokenType): TokenKind | undefined {
  return kinds.get(type);
}

/** A family of tokens that the grammar treats alike. */
function family(familyName: string): TokenType {
  return createToken({ name: familyName, pattern: Lexer.NA });
}

export const Comparison = family('Comparison');
export const Additive = family('Additive');
export const Multiplicative = family('Multiplicative');

// Trivia and layout
export const Whitespace = createToken({
  name: 'Whitespace',
  pattern: /[^\S\r\n]+/,
  group: Lexer.SKIPPED,
  line_breaks: false,
});
export const Newline = defineToken('Newline', undefined, at('\\r\\n|[\\r\\n]'));
export const Comment = defineToken('Comment', 'comment', at('#[^\\r\\n]*'));

// Literals; a string without its closing quote ends with the line, and is reported by token-checks.ts
const unclosed = (quote: string) => `${quote}(?:[^${quote}\\\\\\r\\n]|\\\\[^\\r\\n])*(?:${quote}|\\\\?)`;
export const StringToken = defineToken('String', 'string', at(`${unclosed('"')}|${unclosed("'")}`));
export const DateToken = defineToken(
  'Date',
  'date',
  at('\\d{4}-\\d{1,2}-\\d{1,2}(?!\\d)(?:T\\d[\\d:]*(?:\\.\\d+)?Z?)?'),
);
export const NumberToken = defineToken('Number', 'number', at(digits));
const operands = [
  'Name',
  'QuotedName',
  'Number',
  'SignedNumber',
  'Unit',
  'String',
  'Date',
  'Missing',
  'RightParenthesis',
];
export const SignedNumber = defineToken('SignedNumber', 'number', when(false, operands, at(`[+-]${digits}`)));
export const Unit = defineToken('Unit', 'unit', unit);

// Words
const capitalised = (text: string) => text[0].toUpperCase() + text.slice(1);
const reserved = (text: string) => {
  const type = defineToken(capitalised(text), 'keyword', word(text));
  return Object.assign(type, { LABEL: text });
};
export const And = reserved('and');
export const Or = reserved('or');
export const Not = reserved('not');
export const In = reserved('in');
export const Is = reserved('is');
export const Missing = reserved('missing');
export const Name = defineToken('Name', 'name', name);
export const QuotedName = defineToken('QuotedName', 'name', at('`[^`\\r\\n]*`?'), Name);

// Punctuation
export const Pipe = defineToken('Pipe', 'operator', '|');
export const Comma = defineToken('Comma', 'operator', ',');
export const CallParenthesis = defineToken(
  'CallParenthesis',
  'bracket',
  when(true, ['Name', 'QuotedName'], at('\\(')),
);
export const LeftParenthesis = defineToken('LeftParenthesis', 'bracket', '(');
export const RightParenthesis = defineToken('RightParenthesis', 'bracket', ')');
export const Range = defineToken('Range', 'operator', '..');
export const Equals = defineToken('Equals', 'operator', '=', Comparison);
export const NotEquals = defineToken('NotEquals', 'operator', '!=', Comparison);
export const LessEqual = defineToken('LessEqual', 'operator', '<=', Comparison);
export const Less = defineToken('Less', 'operator', '<', Comparison);
export const GreaterEqual = defineToken('GreaterEqual', 'operator', '>=', Comparison);
export const Greater = defineToken('Greater', 'operator', '>', Comparison);
export const Plus = defineToken('Plus', 'operator', '+', Additive);
export const Minus = defineToken('Minus', 'operator', '-', Additive);
export const Times = defineToken('Times', 'operator', '*', Multiplicative);
export const Divide = defineToken('Divide', 'operator', '/', Multiplicative);
export const Power = defineToken('Power', 'operator', '^');
export const Unknown = defineToken('Unknown', 'error', at('[^]'));

/** In the order in which they are tried; the habits of habits.ts go before `punctuation`. */
export const literalsAndWords = [
  Whitespace, Newline, Comment, StringToken, DateToken, SignedNumber, Unit, NumberToken, And, Or, Not, In, Is, Missing, Name, QuotedName,
]; // prettier-ignore
export const punctuation = [
  NotEquals, LessEqual, Less, GreaterEqual, Greater, Equals, Range, Pipe, Comma, CallParenthesis, LeftParenthesis,
  RightParenthesis, Plus, Minus, Times, Divide, Power, Unknown,
]; // prettier-ignore
export const families = [Comparison, Additive, Multiplicative];

/** Made from names by the layout pass. */
const keyword = (image: string) => {
  const type = createToken({ name: capitalised(image), label: image, pattern: Lexer.NA });
  kinds.set(type, 'keyword');
  return type;
};
export const Giq = keyword('giq');
export const Let = keyword('let');
export const Define = keyword('define');
export const Use = keyword('use');
export const Explain = keyword('explain');
export const statementKeywords: ReadonlyMap<string, TokenType> = new Map(
  [Giq, Let, Define, Use, Explain].map((type) => [type.LABEL!, type]),
);

/** Words that are never names, except in backquotes. */
export const reservedWords = [And, Or, Not, In, Is, Missing];
