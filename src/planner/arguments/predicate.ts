import type { ArgumentType } from '../contract.js';
import { typeCondition } from '../expression/condition.js';
import { single, type Reader } from './reader.js';

/** `TUF > 1.5e22 Mx and R < 100 G px` */
export const readPredicate: Reader<Extract<ArgumentType, { kind: 'predicate' }>> = (
  phrase,
  _type,
  context,
) => {
  const { vocabulary, report } = context.scope;
  const expression = single(phrase, context);
  // What follows a condition was reported: an unknown unit, say, without which the rest would be misread.
  return phrase.values.length === 1 ? typeCondition(expression, { vocabulary, report }) : undefined;
};
