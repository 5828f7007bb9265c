import { Resvg } from '@resvg/resvg-js';

const FONT = 'node_modules/dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf';
const BOLD = 'node_modules/dejavu-fonts-ttf/ttf/DejaVuSansMono-Bold.ttf';

/** A still as a picture. */
export function pngOfSvg(svg: string): Uint8Array {
  return new Resvg(svg, { font: { fontFiles: [FONT, BOLD], loadSystemFonts: false } }).render().asPng();
}
