import { diagnose } from '../../diagnostics/diagnostic.js';
import type { NumberLiteral } from '../../parser/ast.js';
import type { ArgumentType } from '../contract.js';
import { argumentName, reportWrong, single, type Reader, type ReaderContext } from './reader.js';
import type { Phrase } from '../phrases.js';
import { unitOf } from '../../parser/units.js';

type Of<K extends ArgumentType['kind']> = Extract<ArgumentType, { kind: K }>;

/** `5`: a whole number within bounds. */
export const readInteger: Reader<Of<'integer'>> = (phrase, type, context) => {
  const literal = pureNumber(phrase, context, 'a whole number');
  if (!literal) return undefined;
  if (!Number.isSafeInteger(literal.value)) return reportWrong(literal, 'a whole number', context);
  return within(literal, type, context);
};

/** `0.5`: a number within bounds. */
export const readNumber: Reader<Of<'number'>> = (phrase, type, context) => {
  const literal = pureNumber(phrase, context, 'a number');
  return literal && within(literal, type, context);
};

/** `+3` or `-3` or `0`: a place along an axis, in latent units. */
export const readSigned: Reader<Of<'signed'>> = (phrase, _type, context) =>
  pureNumber(phrase, context, 'a number of latent units')?.value;

/** `42`: a whole number from 0 to 2^53 - 1. */
export const readSeed: Reader<Of<'seed'>> = (phrase, _type, context) => {
  const literal = pureNumber(phrase, context, 'a whole number');
  if (!literal) return undefined;
  if (!Number.isSafeInteger(literal.value) || literal.value < 0) {
    return reportWrong(literal, 'a whole number from 0 to 9007199254740991', context);
  }
  return literal.value;
};

/** `1000 G`: a field strength, in gauss. */
export const readFieldStrength: Reader<Of<'field-strength'>> = (phrase, _type, context) => {
  const expression = single(phrase, context);
  if (expression.kind !== 'number' || expression.value <= 0) {
    return reportWrong(expression, 'a field strength such as `1000 G`', context);
  }
  const unit = unitOf(expression.unit?.text ?? 'G');
  if (unit?.dimension !== 'field')
    return reportWrong(expression, 'a field strength such as `1000 G`', context);
  return expression.value * unit.factor;
};

/** `2%`: a share above 0, as a number from 0 to 1. */
export const readPercentage: Reader<Of<'percentage'>> = (phrase, _type, context) => {
  const expression = single(phrase, context);
  const fits = expression.kind === 'number' && expression.value > 0 && expression.value <= 100;
  if (!fits || expression.unit?.text !== '%')
    return reportWrong(expression, 'a percentage such as `2%`', context);
  return expression.value / 100;
};

function pureNumber(phrase: Phrase, context: ReaderContext, expected: string): NumberLiteral | undefined {
  const expression = single(phrase, context);
  if (expression.kind !== 'number') return reportWrong(expression, expected, context);
  if (!expression.unit) return expression;
  const parameters = { argument: argumentName(context), unit: expression.unit.text };
  context.scope.report(diagnose('unit-not-wanted', parameters, { span: expression.unit.span }));
  return undefined;
}

function within(
  literal: NumberLiteral,
  { min, max }: { min: number; max: number },
  context: ReaderContext,
): number | undefined {
  if (literal.value >= min && literal.value <= max) return literal.value;
  const number = context.spec.type.kind === 'integer' ? 'a whole number' : 'a number';
  const range =
    max === Number.MAX_SAFE_INTEGER ? `${number} of at least ${min}` : `${number} from ${min} to ${max}`;
  const parameters = { argument: argumentName(context), range, found: String(literal.value) };
  context.scope.report(diagnose('out-of-range', parameters, { span: literal.span }));
  return undefined;
}
