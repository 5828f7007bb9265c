import fc from 'fast-check';
import { norm, scaled } from '../../src/numeric/linear-algebra.js';
import type { Direction } from '../../src/latent/direction.js';
import { GiqError } from '../../src/diagnostics/diagnostic.js';

/** A direction along `vector`, which need not have length 1. */
export function directionOf(
  parameter: string,
  vector: readonly number[] | Float64Array,
  bias = 0,
): Direction {
  const normal = scaled(Float64Array.from(vector), 1 / norm(vector));
  return { parameter, normal, bias, method: 'test', accuracy: 1, trainedOn: 'nothing', threshold: 0 };
}

/** Vectors of a given dimension with entries in [-1, 1] and a length that is not tiny. */
export function vectors(dimension: number): fc.Arbitrary<Float64Array> {
  return fc
    .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: dimension, maxLength: dimension })
    .map((entries) => Float64Array.from(entries))
    .filter((vector) => norm(vector) > 0.1);
}

/** The diagnostic that `act` fails with. */
export function diagnosticOf(act: () => unknown): { code: string; message: string } {
  try {
    act();
  } catch (error) {
    if (error instanceof GiqError) return error.diagnostics[0];
    throw error;
  }
  throw new Error('expected a diagnostic');
}
