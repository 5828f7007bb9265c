import type { Field } from './field.js';
import { polarityInversionMask } from './inversion-line.js';
import { measurePolarities } from './polarity.js';
import type { Polarity } from './polarity.js';
import { separate } from './separation.js';
import type { Separation } from './separation.js';
import { strongCells } from './strong-cells.js';
import { totalsOf } from './totals.js';
import type { Totals } from './totals.js';

/**
 * One field with what several parameters need of it, each computed when it is first asked for.
 *
 * The pixels must be finite: NaN has to be replaced before (`toPatch` does), a remaining one spoils the results.
 */
export interface Analysis {
  readonly field: Field;
  readonly totals: () => Totals;
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
  const cells = once(() => strongCells(field.pixels));
  const polarities = once(() => measurePolarities(field, cells()));
  return {
    field,
    totals: once(() => totalsOf(field.pixels)),
    positive: () => polarities().positive,
    negative: () => polarities().negative,
    separation: once(() => separate(polarities().positive, polarities().negative)),
    inversionMask: once(() => polarityInversionMask(field, cells())),
  };
}
