import type { SoftParameter } from './soft-field.js';
import { strongFlux } from './strong-flux.js';

/** Flux of the strong negative field. */
export const softTnf: SoftParameter = {
  name: 'TNF',
  differentiate: (field) => strongFlux(field, field.negative),
};
