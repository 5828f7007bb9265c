/** A figure as the bytes of a file, with where it comes from inside. */
import { rasterise } from '../rasterise.js';
import type { Figure } from './figure.js';
import { pdfOf } from './pdf.js';

export type FigureFormat = '.svg' | '.png' | '.pdf';

/** Dots per inch of PNGs: what journals ask of pictures; SVG counts 96 to the inch. */
const DOTS_PER_INCH = 300;
const SVG_DOTS_PER_INCH = 96;

/** @param svg the figure drawn, see `figureSvg` */
export async function figureBytes(
  figure: Figure,
  svg: string,
  format: FigureFormat,
  origin: { readonly creator: string; readonly provenance: readonly string[] },
): Promise<Uint8Array> {
  if (format === '.svg') return new TextEncoder().encode(svg);
  if (format === '.png') return figurePng(svg);
  const properties = { title: figure.title, creator: origin.creator, subject: origin.provenance.join('\n') };
  return pdfOf(svg, figure, properties);
}

/** A drawn figure as PNG, without texts. */
export function figurePng(svg: string, dotsPerInch = DOTS_PER_INCH): Promise<Uint8Array> {
  return rasterise(svg, { scale: dotsPerInch / SVG_DOTS_PER_INCH });
}
