import type { EvaluationSection } from '../section.js';
import { calibrated } from './calibrated.js';
import { directions } from './directions.js';
import { generator } from './generator.js';
import { inversion } from './inversion.js';
import { observations } from './observations.js';
import { retrieval } from './retrieval.js';
import { selfRetrieval } from './self-retrieval.js';

/** The sections, in the order of the report. */
export const EVALUATION_SECTIONS: readonly EvaluationSection[] = [
  directions,
  calibrated,
  generator,
  retrieval,
  observations,
  selfRetrieval,
  inversion,
];
