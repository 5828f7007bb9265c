import type { ArgumentSpec } from '../../planner/contract.js';
import type { Field } from '../../planner/vocabulary.js';
import type { Flow } from '../flow.js';
import type { Piece } from '../frames.js';
import type { Candidate, CompletionSurroundings } from '../types.js';

/** A candidate before it is matched with what was typed. */
export interface Offer extends Candidate {
  /** 0 is expected here, 1 possible, 2 would be an error. */
  readonly tier: 0 | 1 | 2;
  /** Other words that find it. */
  readonly also?: readonly string[];
  /** Stands in quotes. `open`: more follows, as after a folder. */
  readonly quoted?: 'closed' | 'open';
}

/** What the offers of an argument may look at. */
export interface OfferContext {
  readonly surroundings: CompletionSurroundings;
  /** Parameters, metadata and definitions, also those of the lines before. */
  readonly fields: readonly Field[];
  /** Names that have a latent direction. */
  readonly directed: ReadonlySet<string>;
  readonly bindings: ReadonlyMap<string, Flow>;
  /** What was typed so far of the thing at the cursor. */
  readonly typed: string;
}

/** An argument that is being given. */
export interface ArgumentContext extends OfferContext {
  readonly spec: ArgumentSpec;
  /** What was written of its value. */
  readonly values: readonly Piece[];
  /** All that was written of the stage. */
  readonly pieces: readonly Piece[];
  readonly input: Flow;
}

export function offer(
  kind: Candidate['kind'],
  text: string,
  summary: string,
  more: Partial<Offer> = {},
): Offer {
  return { text, kind, summary, tier: 0, ...more };
}

/** Does the next value of a list begin here, or its first? */
export function beginsValue(values: readonly Piece[]): boolean {
  return values.length === 0 || values.at(-1)!.text === ',';
}
