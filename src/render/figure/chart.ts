/** Charts by Vega-Lite, as SVG without a browser. The packages are loaded when the first chart is drawn. */
import type { TopLevelSpec } from 'vega-lite';
import { styleOf, CHART_CONFIG } from './theme.js';
import { textWidth } from '../typeface.js';
import type { Chart } from './figure.js';

declare module 'vega' {
  /** How wide texts are; the types of Vega leave it out. */
  const textMetrics: { width: (item: { readonly fontSize?: number }, text: unknown) => number };
}

/**
 * The chart with its data rectangle at the origin, as the content of an SVG group.
 *
 * @param name begins the identifiers of its clip paths, which are shared by a whole document
 */
export async function chartContent({ spec, box }: Chart, name: string): Promise<string> {
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  vega.textMetrics.width = widthOfText;
  vega.resetSVGDefIds();
  const sized = { ...spec, width: box.width, height: box.height, padding: 0, background: undefined };
  const options = { config: { ...CHART_CONFIG, autosize: 'none', background: undefined }, logger: SILENT };
  const compiled = compile(sized as TopLevelSpec, options as Parameters<typeof compile>[1]);
  const view = new vega.View(vega.parse(compiled.spec), { renderer: 'none', logLevel: vega.Error });
  const svg = await view.toSVG();
  view.finalize();
  return withoutRoot(svg)
    .replace(/ id="(clip|gradient)/g, ` id="${name}-$1`)
    .replace(/url\(#/g, `url(#${name}-`);
}

/** Vega estimates widths without a canvas; these are the font's own. */
function widthOfText(item: { readonly fontSize?: number }, text: unknown): number {
  return textWidth(String(text ?? ''), styleOf(item.fontSize ?? 11));
}

function withoutRoot(svg: string): string {
  return svg.replace(/^<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '');
}

/** What Vega-Lite says of a specification is for its author, and tests look at the result. */
const quiet = () => SILENT;
const SILENT = { level: quiet, error: quiet, warn: quiet, info: quiet, debug: quiet };
