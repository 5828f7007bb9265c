import type { Engine } from '../models/engine.js';
import type { World } from '../models/world.js';
import type { RandomStream } from '../numeric/random.js';
import type { SectionContent } from './report.js';
import type { ArchiveSample, GeneratedSample } from './samples.js';

/** What a section works with. Samples are drawn when first asked for, and shared by all sections. */
export interface EvaluationContext {
  readonly world: World;
  readonly engine: Engine;
  readonly seed: number;
  /** How many patches to generate and to look at; every other count is a share or a multiple of it. */
  readonly queries: number;
  readonly signal: AbortSignal;
  readonly progress: (label: string, done: number, total: number) => void;
  /** `queries` patches of the latents of the seed. */
  readonly generated: () => Promise<GeneratedSample>;
  /** As many observations, drawn without replacement; all where the archive has fewer. */
  readonly observed: () => Promise<ArchiveSample>;
  /** Random numbers for a purpose, apart from those of latents and of other purposes. */
  readonly stream: (purpose: Purpose) => RandomStream;
}

/** What random numbers are drawn for; the order is part of what a seed means. */
export const PURPOSES = ['archive', 'embeddings', 'pairs', 'bootstrap', 'augmentation', 'inversion'] as const;

export type Purpose = (typeof PURPOSES)[number];

/** One chapter of the evaluation: one file each in sections/. */
export interface EvaluationSection {
  /** As in `--only`. */
  readonly name: string;
  readonly title: string;
  /**
   * Finds out what there is to say.
   *
   * @throws GiqError `world-lacks` or `covariance-singular` where the world cannot be asked: the section is then left out
   *   with that reason; anything else ends the evaluation
   */
  readonly run: (context: EvaluationContext) => Promise<SectionContent>;
}
