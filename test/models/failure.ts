import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { GiqError } from '../../src/diagnostics/diagnostic.js';

/** The first diagnostic that a call or a promise fails with; anything else is a failed test. */
export async function failureOf(failing: (() => unknown) | Promise<unknown>): Promise<Diagnostic> {
  try {
    await (typeof failing === 'function' ? failing() : failing);
  } catch (error) {
    if (error instanceof GiqError) return error.diagnostics[0];
    throw error;
  }
  throw new Error('nothing failed');
}
