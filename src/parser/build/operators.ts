import { tokenMatcher, type IToken } from '../chevrotain.js';
import {
  Divide, Equals, Greater, GreaterEqual, Less, LessEqual, Minus, NotEquals, Plus, Times,
} from '../tokens.js'; // prettier-ignore
import type { BinaryOperator } from '../ast.js';

const operators = [
  [Equals, '='],
  [NotEquals, '!='],
  [Less, '<'],
  [LessEqual, '<='],
  [Greater, '>'],
  [GreaterEqual, '>='],
  [Plus, '+'],
  [Minus, '-'],
  [Times, '*'],
  [Divide, '/'],
] as const;

/** What an operator token stands for; a foreign spelling stands for the one that is meant. */
export function meaning(token: IToken): BinaryOperator {
  return operators.find(([type]) => tokenMatcher(token, type))?.[1] ?? '+';
}
