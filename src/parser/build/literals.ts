/** Single tokens to leaves of the AST. */
import { decode } from '../escapes.js';
import { CurlyString } from '../habits.js';
import { spanOf } from '../site.js';
import { QuotedName } from '../tokens.js';
import { unitOf } from '../units.js';
import { cover } from '../../diagnostics/span.js';
import type { DateLiteral, MissingLiteral, Name, NumberLiteral, StringLiteral, Unit } from '../ast.js';
import type { IToken } from '../chevrotain.js';
import type { NumberCstChildren } from '../cst.js';

export function nameOf(token: IToken): Name {
  const quoted = token.tokenType === QuotedName;
  const text = quoted ? token.image.replaceAll('`', '') : token.image;
  return { kind: 'name', text, quoted, span: spanOf(token) };
}

export function numberOf(children: NumberCstChildren): NumberLiteral {
  const token = (children.Number ?? children.SignedNumber)![0];
  const sign = signOf(token.image);
  const unit = children.Unit && unitFrom(children.Unit[0]);
  const span = unit ? cover(spanOf(token), unit.span) : spanOf(token);
  return { kind: 'number', value: Number(token.image), ...(sign && { sign }), ...(unit && { unit }), span };
}

function signOf(image: string): '+' | '-' | undefined {
  return image[0] === '+' || image[0] === '-' ? image[0] : undefined;
}

function unitFrom(token: IToken): Unit {
  const spelling = token.image.replace(/\s+/g, ' ');
  return { kind: 'unit', text: unitOf(spelling)?.name ?? spelling, span: spanOf(token) };
}

export function stringOf(token: IToken): StringLiteral {
  const curly = token.tokenType === CurlyString;
  const value = curly ? token.image.replace(/^.|[“”„‟«»‘’"]$/gu, '') : decode(token.image);
  return { kind: 'string', value, span: spanOf(token) };
}

export function dateOf(token: IToken): DateLiteral {
  return { kind: 'date', text: token.image.replace(/Z$/, ''), span: spanOf(token) };
}

export function missingOf(token: IToken): MissingLiteral {
  return { kind: 'missing', span: spanOf(token) };
}
