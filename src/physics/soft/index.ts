import { softArea } from './area.js';
import { softPolarity } from './polarity.js';
import { softPsep } from './psep.js';
import { softR } from './r.js';
import { soften, type SoftParameter, type SoftValue } from './soft-field.js';
import { softTilt } from './tilt.js';
import { softTnf } from './tnf.js';
import { softTpf } from './tpf.js';
import { softTuf } from './tuf.js';
import type { Field } from '../field.js';

/** The differentiable twins: parameters that a calibrated shift can aim at. */
export const softParameters: readonly SoftParameter[] = [
  softTuf,
  softTpf,
  softTnf,
  softR,
  softPsep,
  softTilt,
  softPolarity,
  softArea,
];

const byName = new Map(softParameters.map((parameter) => [parameter.name, parameter]));

/** Values and gradients of the named twins of one field; a parameter without a twin is a bug of the caller. */
export function differentiate(field: Field, names: readonly string[]): SoftValue[] {
  const soft = soften(field);
  return names.map((name) => {
    const parameter = byName.get(name);
    if (!parameter) throw new Error(`${name} has no differentiable twin`);
    return parameter.differentiate(soft);
  });
}
