import type { Figure } from './figure.js';
import { QUIET, TYPE } from './theme.js';

const HEIGHT = 9;

/** The figure with a small line under it that says where it comes from: simulated observations are never shown bare. */
export function withFooter(figure: Figure, text: string): Figure {
  const height = figure.height + HEIGHT;
  const label = { kind: 'label', x: figure.width - 2, y: height - 3, text, anchor: 'end' } as const;
  return { ...figure, height, parts: [...figure.parts, { ...label, size: TYPE.small - 1, colour: QUIET }] };
}
