import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface RasteriseOptions {
  /** Pixels a unit of the drawing: 1 for the screen, 3 or more for print. */
  readonly scale: number;
}

const FONT_FILES = {
  regular: 'DejaVuSans.ttf',
  bold: 'DejaVuSans-Bold.ttf',
  oblique: 'DejaVuSans-Oblique.ttf',
} as const;

export type FontFile = keyof typeof FONT_FILES;

/** An SVG as PNG bytes. Uses only the fonts of the dejavu-fonts-ttf package, so the pixels are the same everywhere. */
export async function rasterise(svg: string, options: RasteriseOptions = { scale: 2 }): Promise<Uint8Array> {
  return (await rendered(svg, options.scale)).asPng();
}

/** An SVG as pixels: red, green, blue and alpha, row-major from the top left. */
export async function pixelsOf(
  svg: string,
  options: RasteriseOptions,
): Promise<{ readonly width: number; readonly height: number; readonly data: Uint8Array }> {
  const { width, height, pixels } = await rendered(svg, options.scale);
  return { width, height, data: pixels };
}

async function rendered(svg: string, scale: number) {
  const { Resvg } = await import('@resvg/resvg-js');
  const image = new Resvg(svg, {
    font: {
      loadSystemFonts: false,
      fontFiles: Object.keys(FONT_FILES).map((face) => fontFile(face as FontFile)),
      defaultFontFamily: 'DejaVu Sans',
      sansSerifFamily: 'DejaVu Sans',
    },
    fitTo: { mode: 'zoom', value: scale },
  });
  return image.render();
}

/** Where a font of the package lies. */
export function fontFile(face: FontFile): string {
  const manifest = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json');
  return join(dirname(manifest), 'ttf', FONT_FILES[face]);
}
