import type { ValueKind } from '../../planner/plan.js';
import type { Context } from '../context.js';
import type { Value } from '../values.js';

/** A kind of file that `save` writes. One file each in formats/. */
export interface Format {
  readonly extension: string;
  readonly title: string;
  readonly accepts: readonly ValueKind[];
  readonly encode: (value: Value, context: Context) => Promise<Uint8Array>;
}
