import { createColors } from 'picocolors';
import type { Colours } from './capability.js';

/** What a piece of terminal text is; only this file knows how it looks. */
export interface Styles {
  readonly heading: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly accent: (text: string) => string;
}

const COLOURED = stylesOf(true);
const PLAIN = stylesOf(false);

/** The styles for that many colours; without colours the text stays as it is. */
export function stylesFor(colours: Colours): Styles {
  return colours === 'none' ? PLAIN : COLOURED;
}

function stylesOf(enabled: boolean): Styles {
  const { bold, dim, cyan } = createColors(enabled);
  return { heading: bold, dim, accent: cyan };
}
