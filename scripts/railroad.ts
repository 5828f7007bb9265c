/** Railroad diagrams: a grammar as one self-contained HTML page of SVG pictures. */
import type { Ebnf, Grammar } from './ebnf.js';

/** A picture with one track through it, which enters left and leaves right at height `rail`. */
interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rail: number;
  readonly svg: string;
}

const gap = 12;
const boxHeight = 24;

/** The whole page. */
export function diagramsPage(grammar: Grammar, title: string): string {
  const sections = [...grammar].map(([name, tree]) => `<h2 id="${name}">${name}</h2>\n${framed(draw(tree))}`);
  return `${head(title)}\n${sections.join('\n')}\n</body>\n</html>\n`;
}

function head(title: string): string {
  const style = [
    'body { font: 15px sans-serif; margin: 2em; color: #222; background: #fff }',
    'h2 { font-size: 1em; margin: 1.5em 0 0.3em }',
    'svg { max-width: 100%; height: auto }',
    'svg text { font: 13px monospace; text-anchor: middle; dominant-baseline: central }',
    'svg rect { stroke: #222; fill: #eef3ff } svg rect.literal { fill: #fff4dc } svg rect.prose { fill: #eee; stroke: #999 }',
    'svg path { stroke: #222; fill: none }',
    'svg a text { fill: #0645ad }',
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title}</title>
<style>
${style.join('\n')}
</style>
</head>
<body>
<h1>${title}</h1>
<p>Generated from giq.ebnf, which is normative and says more.</p>`;
}

function framed(picture: Picture): string {
  const [width, height] = [picture.width + 4 * gap, picture.height + 2];
  const track = line(0, picture.rail + 1, 2 * gap) + line(picture.width + 2 * gap, picture.rail + 1, 2 * gap);
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg ${size}>${track}${moved(picture, 2 * gap, 1)}</svg>`;
}

function draw(tree: Ebnf): Picture {
  switch (tree.kind) {
    case 'sequence':
      return inRow(tree.items.map(draw));
    case 'choice':
      return inColumn(tree.items.map(draw));
    case 'optional':
      return inColumn([nothing, draw(tree.item)]);
    case 'repetition':
      return loop(draw(tree.item));
    default:
      return box(tree.text, tree.kind);
  }
}

const nothing: Picture = { width: 0, height: boxHeight, rail: boxHeight / 2, svg: '' };

function box(text: string, kind: 'name' | 'literal' | 'prose'): Picture {
  const width = 8 * [...text].length + 16;
  const label = `<text x="${width / 2}" y="${boxHeight / 2}">${escaped(text)}</text>`;
  const corner = kind === 'literal' ? 12 : 2;
  const shape = `<rect class="${kind}" width="${width}" height="${boxHeight}" rx="${corner}"/>`;
  const svg = shape + (kind === 'name' ? `<a href="#${text}">${label}</a>` : label);
  return { width, height: boxHeight, rail: boxHeight / 2, svg };
}

function inRow(items: readonly Picture[]): Picture {
  const rail = Math.max(...items.map((item) => item.rail));
  const height = rail + Math.max(...items.map((item) => item.height - item.rail));
  let [x, svg] = [0, ''];
  items.forEach((item, index) => {
    if (index > 0) svg += line(x - gap, rail, gap);
    svg += moved(item, x, rail - item.rail);
    x += item.width + gap;
  });
  return { width: x - gap, height, rail, svg };
}

/** Alternatives below one another; the first lies on the track. */
function inColumn(items: readonly Picture[]): Picture {
  const inner = Math.max(...items.map((item) => item.width));
  const rail = items[0].rail;
  let [y, svg] = [0, ''];
  for (const item of items) {
    const level = y + item.rail;
    svg += moved(item, 2 * gap, y) + bend(gap, rail, level) + bend(inner + 2 * gap, level, rail);
    svg += line(2 * gap + item.width, level, inner - item.width);
    y += item.height + gap;
  }
  svg += line(0, rail, gap) + line(inner + 3 * gap, rail, gap);
  return { width: inner + 4 * gap, height: y - gap, rail, svg };
}

/** None or more: the track runs straight, and back through the item below it. */
function loop(item: Picture): Picture {
  const [rail, width] = [boxHeight / 2, item.width + 4 * gap];
  const level = 2 * gap + item.rail;
  const left = `<path d="M${2 * gap} ${level}h${-gap}q${-gap} 0 ${-gap} ${-gap}V${rail + gap}q0 ${-gap} ${gap} ${-gap}"/>`;
  const right = `<path d="M${width - 2 * gap} ${level}h${gap}q${gap} 0 ${gap} ${-gap}V${rail + gap}q0 ${-gap} ${-gap} ${-gap}"/>`;
  const svg = line(0, rail, width) + left + right + moved(item, 2 * gap, 2 * gap);
  return { width, height: 2 * gap + item.height, rail, svg };
}

/** From one height to another within one gap of width. */
function bend(x: number, from: number, to: number): string {
  return `<path d="M${x} ${from}C${x + gap} ${from} ${x} ${to} ${x + gap} ${to}"/>`;
}

function line(x: number, y: number, length: number): string {
  return length > 0 ? `<path d="M${x} ${y}h${length}"/>` : '';
}

function moved({ svg }: Picture, x: number, y: number): string {
  return svg && `<g transform="translate(${x} ${y})">${svg}</g>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
