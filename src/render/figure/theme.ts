/** How figures look: light, printable, readable at the width of a column, told apart by the colour-blind. */
import type { Config } from 'vega-lite';
import { FONT_FAMILY, type TextStyle } from '../typeface.js';

/** Sizes of type in points: nothing is smaller than 5.5 pt on paper. */
export const TYPE = { small: 5.5, label: 6.5, title: 7.5 } as const;

export const INK = '#1a1a1a';
export const QUIET = '#5c5c5c';
export const FRAME = '#7a7a7a';
export const PAPER = '#ffffff';

/** Okabe and Ito (2008), "Color universal design". */
export const COLOURS = {
  blue: '#0072B2',
  vermilion: '#D55E00',
  green: '#009E73',
  orange: '#E69F00',
  sky: '#56B4E9',
  purple: '#CC79A7',
  grey: '#8c8c8c',
} as const;

/** In the order in which groups take them. */
export const CATEGORIES = [COLOURS.blue, COLOURS.vermilion, COLOURS.green, COLOURS.purple, COLOURS.orange];

/** Names of Vega's colour schemes for numbers: dark is much, as on paper; cividis reads the same to the colour-blind. */
export const SCHEMES = { count: 'blues', value: 'cividis', change: 'blueorange' } as const;

export const styleOf = (size: number, weight?: 'bold'): TextStyle => ({
  size,
  lineHeight: 1.25 * size,
  fill: INK,
  ...(weight && { weight }),
});

const HAIRLINE = 0.6;

export const CHART_CONFIG: Config = {
  font: FONT_FAMILY,
  view: { stroke: INK, strokeWidth: HAIRLINE },
  axis: {
    domain: false,
    grid: false,
    labelColor: INK,
    labelFlush: false,
    labelFontSize: TYPE.label,
    labelPadding: 2,
    tickColor: INK,
    tickSize: 3,
    tickWidth: HAIRLINE,
    translate: 0,
    titleColor: INK,
    titleFontSize: TYPE.title,
    titleFontWeight: 'normal',
    titlePadding: 4,
  },
  range: { category: CATEGORIES },
};
