import { SIZES } from './sheet-style.js';
import { element, escapeXml } from './svg.js';
import type { TextStyle } from './typeface.js';

export type Point = readonly [x: number, y: number];

/** Lines of text below one another, the first one's top at `y`. */
export function lines(texts: readonly string[], x: number, y: number, style: TextStyle): string {
  const attributes = { x: x, 'font-size': style.size, 'font-weight': style.weight, fill: style.fill };
  return texts
    .map((text, i) => {
      const baseline = y + SIZES.ascent * style.size + i * style.lineHeight;
      return element('text', { ...attributes, y: baseline, 'xml:space': 'preserve' }, escapeXml(text));
    })
    .join('');
}

/** A straight arrow with a filled head at `to`; horizontal or vertical. */
export function arrow(from: Point, to: Point, colour: string): string {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const [right, down] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const neck: Point = [to[0] - 8 * right, to[1] - 8 * down];
  const corners = [
    to,
    [neck[0] - 4.5 * down, neck[1] + 4.5 * right],
    [neck[0] + 4.5 * down, neck[1] - 4.5 * right],
  ];
  const shaft = { x1: from[0], y1: from[1], x2: neck[0], y2: neck[1], stroke: colour, 'stroke-width': 2 };
  return (
    element('line', shaft) +
    element('path', { d: `M${corners.map((point) => point.join(' ')).join('L')}Z`, fill: colour })
  );
}
