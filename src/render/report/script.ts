import { tokenize } from '../../parser/index.js';
import { html, text } from '../page/index.js';

/** A script as code whose words say what they are: classes `verb`, `number`, …, from the table of tokens. */
export function scriptHtml(script: string): string {
  let end = 0;
  const pieces = tokenize({ name: 'script', text: script }).flatMap(({ kind, span }) => {
    const before = text(script.slice(end, span.start));
    end = span.end;
    return [before, html('span', { class: kind }, text(script.slice(span.start, span.end)))];
  });
  return html('code', { class: 'script' }, ...pieces, text(script.slice(end)));
}
