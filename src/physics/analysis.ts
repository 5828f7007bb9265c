import type { Field } from './field.js';
import { polarityInversionMask } from './inversion-line.js';
import { measurePolarity } from './polarity.js';
import type { Polarity } from './polarity.js';
import { separate } from './separation.js';
import type { Separation } from './separation.js';

/**
 * One field with what several parameters need of it, each computed when it is first asked for.
 *
 * The pixels must be finite: NaN has to be replaced before (`toPatch` does), a remaining one spoils the results.
 */
export interface Analysis {
  readonly field: Field;
  readonly positive: () => Polarity;
  readonly negative: () => Polarity;
  readonly separation: () => Separation;
  readonly inversionMask: () => Uint8Array;
}

/** A function that computes its value once. */
function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: compute() }).value;
}

/** Prepares a field for measuring; costs nothing until a parameter asks. */
export function analyse(field: Field): Analysis {
  const positive = once(() => measurePolarity(field, 1));
  const negative = once(() => measurePolarity(field, -1));
  return {
    field,
    positive,
    negative,
    separation: once(() => separate(positive(), negative())),
    inversionMask: once(() => polarityInversionMask(field)),
  };
}
