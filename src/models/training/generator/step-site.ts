import type { Tensor, Tfjs } from '../../engines/tfjs-layout.js';
import type { Copula } from './alignment.js';
import type { Learner } from '../common/learner.js';
import type { Recipe } from './recipe.js';
import type { Team } from '../common/team.js';

/** What a step works with. Tensors that it asks for are its own to dispose of, unless inside a tidy. */
export interface StepSite {
  readonly tf: Tfjs;
  readonly recipe: Recipe;
  readonly team: Team;
  readonly generator: Learner;
  readonly discriminator: Learner;
  readonly encoder: Learner | undefined;
  readonly copula: Copula | undefined;
  /** Images shown before this step. */
  readonly images: number;
  /** Steps of this phase before this one. */
  readonly step: number;
  /** This worker's share of the batch: [count, size, size, 1] in kG. */
  readonly realImages: () => Tensor;
  /** Standard normal numbers. */
  readonly normal: (shape: readonly number[]) => Tensor;
  readonly noise: (shape: readonly [number, number, number, number]) => Tensor;
  /** A shift in rows and columns for every patch of the share. */
  readonly shifts: (most: number) => readonly (readonly [number, number])[];
}
