/** HTML as text: elements, attributes and data, all escaped. Knows no page. */
import { escapeXml } from '../svg.js';

/** `true` is an attribute without a value; `false` and `undefined` are left out. */
export type HtmlAttributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Elements that have no end tag. */
const VOID = new Set(['img', 'input', 'link', 'meta', 'br', 'hr', 'col']);

/** One element. Attributes are escaped; children are HTML already: texts among them go through `text`. */
export function html(name: string, attributes: HtmlAttributes = {}, ...children: readonly string[]): string {
  const open = `<${name}${Object.entries(attributes).map(attribute).join('')}>`;
  return VOID.has(name) ? open : `${open}${children.join('')}</${name}>`;
}

/** A text that stands for itself, whatever is in it. */
export const text = (value: string): string => escapeXml(value);

/** JSON in a page: data that no parser of HTML takes for the end of its element, nor any browser for a program. */
export function jsonBlock(id: string, data: unknown): string {
  const json = JSON.stringify(data, null, 1).replace(/[<>&]/g, unicodeEscape);
  return `<script type="application/json" id="${escapeXml(id)}">${json}</script>`;
}

function attribute([name, value]: [string, string | number | boolean | undefined]): string {
  if (value === undefined || value === false) return '';
  return value === true ? ` ${name}` : ` ${name}="${escapeXml(String(value))}"`;
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
