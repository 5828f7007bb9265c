/** Figures in a terminal: in full where it has graphics, in half blocks where it has colours. */
import type { Colours } from '../capability.js';
import type { Rgb } from '../colormap.js';
import { paintedPng, type GraphicsProtocol } from '../graphics.js';
import { pixelsOf, rasterise } from '../rasterise.js';
import { halfBlocks } from '../terminal-image.js';

/** Wider ones would not fit on a screen in height. */
const WIDEST = 110;
/** Pixels a column of a terminal that has graphics. */
const PIXELS_PER_COLUMN = 12;

/** @param svg as `figureSvg` draws it */
export async function figureInTerminal(
  svg: string,
  { columns, colours }: { readonly columns: number; readonly colours: Colours },
  graphics: GraphicsProtocol,
): Promise<string> {
  const scale = Math.min(WIDEST, columns - 1) / widthOf(svg);
  const { width, data } = await pixelsOf(svg, { scale });
  const colourOf = (index: number): Rgb => [data[4 * index], data[4 * index + 1], data[4 * index + 2]];
  const all = Array.from({ length: data.length / 4 }, (_, index) => colourOf(index));
  const lines = halfBlocks(all, width, colours === 'none' ? '256' : colours);
  if (graphics === 'none') return lines.join('\n');
  const png = await rasterise(svg, { scale: scale * PIXELS_PER_COLUMN });
  return paintedPng(lines, png, width, graphics);
}

/** In the pixels that rasterising at scale 1 gives: 96 to the inch. */
function widthOf(svg: string): number {
  const [, millimetres] = /width="([\d.]+)mm"/.exec(svg) ?? [];
  return (Number(millimetres) / 25.4) * 96;
}
