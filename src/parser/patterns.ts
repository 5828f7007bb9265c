/** Token patterns: plain ones, and those that look at the tokens before them. */
import { unitSpellings } from './units.js';
import type { CustomPatternMatcherFunc, IToken } from './chevrotain.js';

/** What may stand inside a name, as a regular-expression class. */
const nameCharacter = '[\\p{L}\\p{M}\\p{Nd}_]';
export const digits = '(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:[eE][+-]?\\d+)?';

/** Matches at exactly one offset; understands Unicode classes, which Chevrotain's own matching does not. */
export function at(pattern: string): CustomPatternMatcherFunc {
  const expression = new RegExp(pattern, 'uy');
  return (text, offset) => {
    expression.lastIndex = offset;
    return expression.exec(text);
  };
}

/** A whole word. */
export function word(text: string): CustomPatternMatcherFunc {
  return at(`${text}(?!${nameCharacter})`);
}

export const name = at(`[\\p{L}_]${nameCharacter}*`);

/** The offset right after a token. */
export function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

/** Does a token of such a type end right at the offset? */
export function touches(token: IToken | undefined, offset: number, types: ReadonlySet<string>): boolean {
  return token !== undefined && endOf(token) === offset && types.has(token.tokenType.name);
}

/** Matches only where a token of one of these types touches (or does not). */
export function when(
  touching: boolean,
  types: readonly string[],
  pattern: CustomPatternMatcherFunc,
): CustomPatternMatcherFunc {
  const set = new Set(types);
  return (text, offset, tokens, groups) =>
    touches(tokens.at(-1), offset, set) === touching ? pattern(text, offset, tokens, groups) : null;
}

const space = '[^\\S\\r\\n]';
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(' ', `${space}+`);
const unitPattern = at(`(?:${unitSpellings.map(escaped).join('|')})(?!${nameCharacter})`);

/** A unit: only right after a number, on the same line or inside the same brackets. */
export const unit: CustomPatternMatcherFunc = (text, offset, tokens, groups) =>
  followsNumber(tokens) ? unitPattern(text, offset, tokens, groups) : null;

const layoutTokens: ReadonlySet<string> = new Set(['Newline', 'Comment']);

function followsNumber(tokens: readonly IToken[]): boolean {
  const last = tokens.findLastIndex(({ tokenType }) => !layoutTokens.has(tokenType.name));
  const isNumber = last >= 0 && /^(Signed)?Number$/.test(tokens[last].tokenType.name);
  return isNumber && (last === tokens.length - 1 || isInsideBrackets(tokens));
}

function isInsideBrackets(tokens: readonly IToken[]): boolean {
  let depth = 0;
  for (const { image } of tokens) {
    if (image === '(') depth++;
    if (image === ')') depth = Math.max(0, depth - 1);
  }
  return depth > 0;
}
