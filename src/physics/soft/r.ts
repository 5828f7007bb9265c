import { GAUSS_PER_KILOGAUSS } from '../gauss.js';
import { largestNearby } from './max-pool.js';
import type { SoftField, SoftParameter, SoftValue } from './soft-field.js';

/** Sum of |B|, each pixel as much as strong field of both signs is nearby: the soft masks dilated by 7 × 7. */
export const softR: SoftParameter = { name: 'R', differentiate };

function differentiate({ pixels, size, positive, negative }: SoftField): SoftValue {
  const toPositive = largestNearby(positive.weight, size);
  const toNegative = largestNearby(negative.weight, size);
  const gradient = new Float32Array(pixels.length);
  let flux = 0;
  for (let index = 0; index < pixels.length; index++) {
    const strength = Math.abs(pixels[index]);
    const [p, n] = [toPositive[index], toNegative[index]];
    const share = positive.weight[p] * negative.weight[n];
    flux += strength * share;
    gradient[index] += GAUSS_PER_KILOGAUSS * Math.sign(pixels[index]) * share;
    gradient[p] += GAUSS_PER_KILOGAUSS * strength * negative.weight[n] * positive.slope[p];
    gradient[n] += GAUSS_PER_KILOGAUSS * strength * positive.weight[p] * negative.slope[n];
  }
  return { value: GAUSS_PER_KILOGAUSS * flux, gradient };
}
