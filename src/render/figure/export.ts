/** A figure as the bytes of a file, with where it comes from inside. */
import { rasterise } from '../rasterise.js';
import type { Figure } from './figure.js';
import { pdfOf, type PdfProperties } from './pdf.js';

export type FigureFormat = '.svg' | '.png' | '.pdf';

/** Dots per inch of PNGs: what journals ask of pictures; SVG counts 96 to the inch. */
const DOTS_PER_INCH = 300;
const SVG_DOTS_PER_INCH = 96;

/**
 * @param svg the figure drawn, see `figureSvg`
 * @param properties of a PDF; the others are given what they carry before or after
 */
export async function figureBytes(
  figure: Figure,
  svg: string,
  format: FigureFormat,
  properties: PdfProperties,
): Promise<Uint8Array> {
  if (format === '.svg') return new TextEncoder().encode(svg);
  if (format === '.png') return figurePng(svg);
  return pdfOf(svg, figure, properties);
}

/** A drawn figure as PNG, without texts. */
export function figurePng(svg: string, dotsPerInch = DOTS_PER_INCH): Promise<Uint8Array> {
  return rasterise(svg, { scale: dotsPerInch / SVG_DOTS_PER_INCH });
}
