import type { Analysis } from './analysis.js';
import type { Dimension } from './unit.js';

/** A physical quantity of a magnetogram: one number a patch. */
export interface Parameter {
  /** The name in the language and in the literature. */
  readonly name: string;
  readonly title: string;
  /** One sentence with the formula. */
  readonly definition: string;
  /** Where the definition comes from. */
  readonly source: string;
  readonly dimension: Dimension;
  /** The value in the raw unit of the dimension (`rawUnitOf`); NaN where it is missing. */
  measure(analysis: Analysis): number;
}

/** The paper that giq implements, as the source of a parameter. */
export const THE_PAPER = 'ApJS 284:2 (2026), arXiv:2502.05351';
