import { GAUSS_PER_KILOGAUSS } from '../gauss.js';
import type { Field } from '../field.js';
import type { SoftMask, SoftValue } from './soft-field.js';

/** Sum of |B| over the pixels of one sign, each as much as it is strong, in G px. */
export function strongFlux({ pixels }: Field, { sign, weight, slope }: SoftMask): SoftValue {
  const gradient = new Float32Array(pixels.length);
  let flux = 0;
  for (let index = 0; index < pixels.length; index++) {
    const strength = sign * pixels[index];
    if (strength <= 0) continue;
    flux += strength * weight[index];
    gradient[index] = GAUSS_PER_KILOGAUSS * (sign * weight[index] + strength * slope[index]);
  }
  return { value: GAUSS_PER_KILOGAUSS * flux, gradient };
}
