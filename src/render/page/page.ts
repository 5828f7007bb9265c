/** One HTML file that needs nothing else and asks for nothing: style, programs and pictures are in it. */
import { createHash } from 'node:crypto';
import { asset } from './assets.js';
import { html, text } from './html.js';

export interface Page {
  readonly title: string;
  /** CSS beside that of all pages. */
  readonly style: string;
  /** What stands in `<body>`, as HTML. */
  readonly body: string;
  /** JavaScript that the page gains from and can be read without. */
  readonly program?: string;
}

/** The whole document. The same page is the same bytes. */
export function htmlPage({ title, style, body, program }: Page): string {
  const css = `\n${asset('page/page.css')}${style}`;
  const head = [
    html('meta', { charset: 'utf-8' }),
    html('meta', { 'http-equiv': 'Content-Security-Policy', content: policy(css, program) }),
    html('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    html('meta', { name: 'referrer', content: 'no-referrer' }),
    html('title', {}, text(title)),
    html('style', {}, css),
  ];
  const end = program === undefined ? '' : `${html('script', {}, program)}\n`;
  return `<!DOCTYPE html>\n<html lang="en">\n<head>\n${head.join('\n')}\n</head>\n<body>\n${body}\n${end}</body>\n</html>\n`;
}

/** Nothing from elsewhere; of what is inside, only this style and this program, by their hashes. */
function policy(style: string, program?: string): string {
  const programs = program === undefined ? '' : ` script-src ${hashOf(program)};`;
  return (
    `default-src 'none'; img-src data:; style-src ${hashOf(style)};${programs} ` +
    "base-uri 'none'; form-action 'none'"
  );
}

function hashOf(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}
