import type { SoftParameter } from './soft-field.js';
import { strongFlux } from './strong-flux.js';

/** Flux of the strong positive field. */
export const softTpf: SoftParameter = {
  name: 'TPF',
  differentiate: (field) => strongFlux(field, field.positive),
};
