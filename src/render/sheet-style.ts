import type { TextStyle } from './typeface.js';

/** All lengths of a sheet, in units of the drawing (pixels at scale 1). */
export const SIZES = { side: 168, gap: 14, arrowGap: 46, rowGap: 26, margin: 24, ascent: 0.78 };

export const STYLES = {
  title: { size: 21, lineHeight: 28, fill: '#111', weight: 'bold' },
  label: { size: 16, lineHeight: 30, fill: '#111', weight: 'bold' },
  heading: { size: 14, lineHeight: 18, fill: '#111' },
  caption: { size: 14, lineHeight: 18, fill: '#333' },
  footer: { size: 11.5, lineHeight: 16, fill: '#666' },
  tick: { size: 13, lineHeight: 16, fill: '#222' },
} satisfies Record<string, TextStyle>;

/** A query's frame and its arrow: a colour that neither map has and that the colour-blind can tell from both. */
export const ACCENT = '#d95f02';
/** Any other frame, and any other arrow. */
export const FRAME = '#8a8a8a';
export const QUIET = '#555';
