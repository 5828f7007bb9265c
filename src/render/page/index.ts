/** Pages of HTML that need nothing but themselves. */
export { asset } from './assets.js';
export { html, jsonBlock, text, type HtmlAttributes } from './html.js';
export { htmlPage, type Page } from './page.js';
