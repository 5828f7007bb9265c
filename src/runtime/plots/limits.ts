/** What there is to draw: refused when it is nothing, cut with a warning when it is too much for a page. */
import { diagnose, fail } from '../../diagnostics/diagnostic.js';
import type { Context } from '../context.js';

/** The first `most` things; says so where that is not all of them. Nothing at all is an error. */
export function atMost<T>(
  all: readonly T[],
  most: number,
  { plot, what }: { readonly plot: string; readonly what: string },
  context: Context,
): readonly T[] {
  if (all.length === 0) fail('nothing-to-plot', { plot, lacks: what });
  if (all.length > most)
    context.warn(diagnose('plot-shows-part', { plot, shown: most, of: all.length, what }));
  return all.slice(0, most);
}

/** Evenly spaced members, the first and the last among them. */
export function evenly<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, index) => all[Math.round((index * (all.length - 1)) / (most - 1))]);
}
