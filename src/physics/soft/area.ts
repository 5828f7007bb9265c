import type { SoftParameter } from './soft-field.js';

/** Sum of both soft masks, in pixels. */
export const softArea: SoftParameter = {
  name: 'AREA',
  differentiate: ({ positive, negative }) => {
    let area = 0;
    for (let index = 0; index < positive.weight.length; index++)
      area += positive.weight[index] + negative.weight[index];
    return { value: area, gradient: positive.slope.map((slope, index) => slope + negative.slope[index]) };
  },
};
