/** From a figure to one self-contained SVG document: text stays text, pictures are embedded. */
import { element, escapeXml } from '../svg.js';
import { FONT_FAMILY } from '../typeface.js';
import { chartContent } from './chart.js';
import type { Figure, Part } from './figure.js';
import { markOf } from './marks.js';
import { PAPER } from './theme.js';

const MILLIMETRES_PER_POINT = 25.4 / 72;

/**
 * The figure as SVG in its size on paper, its units points.
 *
 * @param provenance where it comes from, for its `<metadata>`
 */
export async function figureSvg(figure: Figure, provenance: readonly string[]): Promise<string> {
  const { width, height, title, parts } = figure;
  const contents: string[] = [];
  for (const [index, part] of parts.entries()) contents.push(await contentOf(part, `chart${index}`));
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    'xmlns:xlink': 'http://www.w3.org/1999/xlink',
    width: millimetres(width),
    height: millimetres(height),
    viewBox: `0 0 ${rounded(width)} ${rounded(height)}`,
    'font-family': FONT_FAMILY,
    role: 'img',
  };
  const children = [
    element('title', {}, escapeXml(title)),
    element('metadata', {}, escapeXml(provenance.join('\n'))),
    element('rect', { width, height, fill: PAPER }),
    ...contents,
  ];
  return element('svg', attributes, ...children.map((child) => `\n${child}`), '\n') + '\n';
}

async function contentOf(part: Part, name: string): Promise<string> {
  if (part.kind !== 'chart') return markOf(part);
  const transform = `translate(${rounded(part.box.x)} ${rounded(part.box.y)})`;
  return element('g', { transform }, await chartContent(part, name));
}

const millimetres = (points: number): string => `${rounded(points * MILLIMETRES_PER_POINT)}mm`;
const rounded = (value: number): number => Math.round(value * 100) / 100;
