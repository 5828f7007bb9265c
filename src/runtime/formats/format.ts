import type { ValueKind } from '../../planner/plan.js';
import type { Context } from '../context.js';
import type { Value } from '../values.js';

/** A kind of file that `save` writes. One file each in formats/. */
export interface Format {
  readonly extension: string;
  readonly title: string;
  readonly accepts: readonly ValueKind[];
  /** A file of this format holds at least one picture. */
  readonly needsPictures?: true;
  /** The format has no place for provenance, which then goes into a file of its own beside it. */
  readonly needsSidecar?: true;
  readonly encode: (value: Value, context: Context) => Promise<Uint8Array>;
}
