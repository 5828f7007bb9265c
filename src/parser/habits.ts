/**
 * What people type from habit of other languages. Each is a token that stands in for what it probably means, so that
 * one habit gives one message and the parser goes on.
 */
import { diagnose } from '../diagnostics/diagnostic.js';
import { at } from './patterns.js';
import {
  Additive,
  And,
  Comma,
  Comment,
  defineToken,
  Divide,
  Equals,
  GreaterEqual,
  LeftParenthesis,
  LessEqual,
  Minus,
  Newline,
  Not,
  NotEquals,
  Or,
  Pipe,
  Plus,
  Power,
  Range,
  RightParenthesis,
  StringToken,
  Times,
} from './tokens.js';
import type { CustomPatternMatcherFunc, TokenType } from './chevrotain.js';
import type { Check } from './site.js';

type HabitCode =
  | 'fat-arrow'
  | 'thin-arrow'
  | 'pipe-arrow'
  | 'double-equals'
  | 'double-ampersand'
  | 'double-bar'
  | 'exclamation-mark'
  | 'angle-brackets'
  | 'double-star'
  | 'colon';

interface Habit {
  readonly token: TokenType;
  readonly check: Check;
}

/** A foreign spelling of something that the language has. */
function spelling(
  code: HabitCode,
  pattern: string | CustomPatternMatcherFunc,
  meant: TokenType,
  replacement: string,
): Habit {
  const token = defineToken(`Habit ${code}`, 'error', pattern, meant);
  return {
    token,
    check: ({ token: { image }, span }) =>
      diagnose(code, { written: image }, { span, fix: { span, replacement } }),
  };
}

/** A character that looks like the one that is meant. */
function lookalike(characters: string, meant: TokenType, replacement: string): Habit {
  const token = defineToken(`Lookalike ${replacement}`, 'error', at(`[${characters}]`), meant);
  return {
    token,
    check: ({ token: { image }, span }) =>
      diagnose(
        'lookalike-character',
        { written: image, meant: replacement },
        { span, fix: { span, replacement } },
      ),
  };
}

/** `TUF += 3`; its message needs the tokens around it, see token-checks.ts. */
export const CompoundAssignment = defineToken('CompoundAssignment', 'error', at('[-+]='), Additive);
/** `// text` and C's block comments. */
export const ForeignComment = defineToken(
  'ForeignComment',
  'error',
  at('//[^\\r\\n]*|/\\*[^]*?(?:\\*/|$)'),
  Comment,
);
/** “text”, «text». */
export const CurlyString = defineToken(
  'CurlyString',
  'error',
  at('[“”„‟«»‘’‚][^“”„‟«»‘’‚"\\r\\n]*[“”„‟«»‘’"]?'),
  StringToken,
);
/** `;` between statements, which it then separates. */
export const Semicolon = defineToken('Semicolon', 'error', ';', Newline);
/** Brackets that the language has no use for; nothing accepts them. */
export const ForeignBracket = defineToken('ForeignBracket', 'error', at('[\\[\\]{}]'));

const habits: readonly Habit[] = [
  spelling('fat-arrow', '=>', GreaterEqual, '>='),
  spelling('thin-arrow', '->', Pipe, '|'),
  spelling('pipe-arrow', '|>', Pipe, '|'),
  spelling('double-equals', at('===?'), Equals, '='),
  spelling('double-ampersand', at('&&?'), And, 'and'),
  spelling('double-bar', '||', Or, 'or'),
  spelling('angle-brackets', '<>', NotEquals, '!='),
  spelling('double-star', '**', Power, '^'),
  spelling('colon', at(':=?'), Equals, '='),
  lookalike('–—−‐‑‒﹣－', Minus, '-'),
  lookalike('＋', Plus, '+'),
  lookalike('×·∙⋅∗＊', Times, '*'),
  lookalike('÷∕／', Divide, '/'),
  lookalike('…', Range, '..'),
  lookalike('≤⩽', LessEqual, '<='),
  lookalike('≥⩾', GreaterEqual, '>='),
  lookalike('≠', NotEquals, '!='),
  lookalike('＝', Equals, '='),
  lookalike('｜¦', Pipe, '|'),
  lookalike('，', Comma, ','),
  lookalike('（', LeftParenthesis, '('),
  lookalike('）', RightParenthesis, ')'),
];
/** After the proper tokens that begin alike: `!=` before `!`. */
const lateHabits = [spelling('exclamation-mark', '!', Not, 'not ')];

export const earlyTokens = [
  ForeignComment,
  CurlyString,
  CompoundAssignment,
  Semicolon,
  ForeignBracket,
  ...habits.map(({ token }) => token),
];
export const lateTokens = lateHabits.map(({ token }) => token);

export const spellingChecks: ReadonlyMap<TokenType, Check> = new Map(
  [...habits, ...lateHabits].map(({ token, check }) => [token, check]),
);
