/** Text to tokens. Nothing is rejected here: what has no meaning becomes a token that is reported. */
import { Lexer, tokenMatcher, type IToken, type LexerType, type TokenType } from './chevrotain.js';
import { earlyTokens, lateTokens } from './habits.js';
import { checkTokens } from './token-checks.js';
import { Comment, literalsAndWords, punctuation, Unknown } from './tokens.js';
import type { Source } from '../diagnostics/span.js';
import type { Problem } from './problem.js';

export interface Lexed {
  /** Everything but white space and comments. */
  readonly tokens: readonly IToken[];
  readonly comments: readonly IToken[];
  readonly problems: readonly Problem[];
}

/** Every token that the lexer can find, in the order in which they are tried. */
export const lexedTokens: readonly TokenType[] = [
  ...literalsAndWords.slice(0, 2),
  ...earlyTokens,
  ...literalsAndWords.slice(2),
  ...punctuation.filter((type) => type !== Unknown),
  ...lateTokens,
  Unknown,
];

let lexer: LexerType | undefined;

/** Built on first use; its definition is validated in tests. */
export function createLexer(validate: boolean): LexerType {
  const options = { positionTracking: 'onlyOffset', skipValidations: !validate } as const;
  return new Lexer([...lexedTokens], options);
}

export function lex(source: Source): Lexed {
  lexer ??= createLexer(false);
  const all = lexer.tokenize(source.text).tokens;
  const isComment = (token: IToken) => tokenMatcher(token, Comment);
  const tokens = all.filter((token) => !isComment(token));
  const comments = all.filter(isComment);
  const problems = [...checkTokens(tokens, source), ...checkTokens(comments, source)];
  return { tokens, comments, problems };
}
