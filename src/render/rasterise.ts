import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface RasteriseOptions {
  /** Pixels a unit of the drawing: 1 for the screen, 3 or more for print. */
  readonly scale: number;
}

const FONT_FILES = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf', 'DejaVuSans-Oblique.ttf'];

/** An SVG as PNG bytes. Uses only the fonts of the dejavu-fonts-ttf package, so the pixels are the same everywhere. */
export async function rasterise(svg: string, options: RasteriseOptions = { scale: 2 }): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js');
  const image = new Resvg(svg, {
    font: {
      loadSystemFonts: false,
      fontFiles: fontFiles(),
      defaultFontFamily: 'DejaVu Sans',
      sansSerifFamily: 'DejaVu Sans',
    },
    fitTo: { mode: 'zoom', value: options.scale },
  });
  return image.render().asPng();
}

function fontFiles(): string[] {
  const manifest = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json');
  return FONT_FILES.map((file) => join(dirname(manifest), 'ttf', file));
}
