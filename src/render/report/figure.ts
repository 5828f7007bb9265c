import { element, escapeXml } from '../svg.js';
import { html, text } from '../page/index.js';
import type { ReportFigure } from './report.js';

/** Paper is read from nearer than a screen: there figures are so much larger. */
const ENLARGED = 1.5;
const PIXELS_PER_MILLIMETRE = 96 / 25.4;

/** A figure in the page itself, so that its texts stay texts, with a title and a description to be read aloud. */
export function figureHtml({ title, description, svg }: ReportFigure, id: string): string {
  const drawing = accessible(inPage(svg, id), { title, description, id });
  return html('figure', { class: 'plot' }, drawing, html('figcaption', {}, text(title)));
}

/** Identifiers are the figure's own, for a page holds several; what Vega says of single marks is left out. */
function inPage(svg: string, id: string): string {
  return svg
    .trim()
    .replace(/<metadata>[^]*?<\/metadata>\s*/, '')
    .replace(/<title>[^<]*<\/title>\s*/, '')
    .replace(/(<[^>]*?) role="graphics-[a-z]+"/g, '$1')
    .replace(/ aria-(?:roledescription|label)="[^"]*"/g, '')
    .replace(/ id="/g, ` id="${id}-`)
    .replace(/url\(#/g, `url(#${id}-`)
    .replace(/^<svg[^>]*>/, (root) => root.replace(/="([\d.]+)mm"/g, enlarged));
}

function enlarged(_: string, millimetres: string): string {
  return `="${Math.round(Number(millimetres) * PIXELS_PER_MILLIMETRE * ENLARGED)}"`;
}

function accessible(svg: string, said: { title: string; description: string; id: string }): string {
  const { title, description, id } = said;
  const [titleId, descriptionId] = [`${id}-title`, `${id}-description`];
  const texts =
    element('title', { id: titleId }, escapeXml(title)) +
    element('desc', { id: descriptionId }, escapeXml(description));
  const names = ` aria-labelledby="${titleId}" aria-describedby="${descriptionId}"`;
  return svg.replace(/^<svg([^>]*)>/, (_, attributes: string) => `<svg${attributes}${names}>${texts}`);
}
