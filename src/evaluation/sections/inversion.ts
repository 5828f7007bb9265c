import { fail } from '../../diagnostics/diagnostic.js';
import type { EvaluationSection } from '../section.js';

/** How well latents are found for observations. */
export const inversion: EvaluationSection = {
  name: 'inversion',
  title: 'Inversion',
  run: async () => fail('not-evaluable', { what: 'this section', reason: 'the verb `invert`' }),
};
