import type { FigureKind } from '../../planner/contract.js';
import type { FieldReference, Need, PlanPipeline } from '../../planner/plan.js';
import type { Figure } from '../../render/figure/index.js';
import type { Context } from '../context.js';
import type { Value } from '../values.js';

/** What `plot` was given besides the kind of figure and the file. */
export interface PlotArguments {
  /** The parameters and metadata that stand after the kind. */
  readonly fields: readonly FieldReference[];
  /** `by`: what the horizontal axis, or the colour, is. */
  readonly by?: FieldReference;
  /** `beside`: another value to be drawn under this one. */
  readonly beside?: PlanPipeline;
}

/**
 * A kind of figure. One file each in this folder, listed in index.ts: `draw` gathers what is shown, and a pure function
 * beside it says what stands where.
 */
export interface PlotKind extends FigureKind {
  readonly needs?: (fields: readonly string[]) => readonly Need[];
  readonly draw: (value: Value, given: PlotArguments, context: Context) => Promise<Figure>;
}
