import { html, text } from '../page/index.js';
import { fieldData } from './field-data.js';
import type { ReportPicture, ReportPictures } from './report.js';

/** A row of pictures that breaks where the page ends. */
export function picturesHtml({ title, pictures }: ReportPictures): string {
  return html('h3', {}, text(title)) + html('div', { class: 'pictures' }, ...pictures.map(pictureHtml));
}

/** Grey from −1000 to +1000 G; the page's program can show it in other ranges and colours. */
function pictureHtml({ title, field, caption, isQuery }: ReportPicture): string {
  const { address, quarters } = fieldData(field);
  const picture = html('img', {
    src: address,
    alt: `Magnetogram of ${[title, ...caption].join(', ')}`,
    width: field.size,
    height: field.size,
    'data-quarters': quarters,
  });
  const lines = [html('strong', {}, text(title)), ...caption.map((line) => html('span', {}, text(line)))];
  return html(
    'figure',
    { class: isQuery ? 'patch query' : 'patch' },
    picture,
    html('figcaption', {}, ...lines),
  );
}
