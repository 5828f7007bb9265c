/** Draws docs/images/hero.png: the first script of the README, step by step, with what it finds. */
import { readFile } from 'node:fs/promises';
import { writeAtomically } from '../src/archive/atomic-write.js';
import { addPngText } from '../src/archive/writers/index.js';
import { pngAddress, pngOf } from '../src/render/png.js';
import { rasterise } from '../src/render/rasterise.js';
import { element, escapeXml } from '../src/render/svg.js';
import { parameterLines, whenAndWhere } from '../src/runtime/captions.js';
import type { Context } from '../src/runtime/context.js';
import { patchesOf } from '../src/runtime/imaging.js';
import { measure } from '../src/runtime/measuring.js';
import { provenanceLines } from '../src/runtime/provenance.js';
import { createSession } from '../src/runtime/session.js';
import { lineageOf, type Item } from '../src/runtime/values.js';
import { posterised } from './small-pictures.js';

const TARGET = 'docs/images/hero.png';
const SHOWN = ['TUF', 'R', 'PSEP'];
const WIDTH = 1200;
const MARGIN = 40;
const ROOM = WIDTH - 2 * MARGIN;
/** Side of the pictures of the query and of the matches. */
const [QUERY, MATCH] = [250, 208];
const [GROUND, BRIGHT, QUIET, ACCENT] = ['#0b0f14', '#f0f3f6', '#9aa4af', '#ffa657'];

/** A picture with what stands under it. */
interface Card {
  readonly address: string;
  readonly lines: readonly string[];
  /** The stage that made it. */
  readonly by: string;
}

const script = /```giq\n([\s\S]*?)```/.exec(await readFile('README.md', 'utf8'))![1];
const session = createSession();
const { steps, found } = await cardsOf(script);
const png = posterised(await rasterise(drawn(steps, found), { scale: 1 }));
const provenance = provenanceLines(await session.provenance(script)).join('\n');
await writeAtomically(TARGET, addPngText(png, { giq: provenance }));
await session.dispose();
console.log(TARGET, png.length);

async function cardsOf(text: string): Promise<{ steps: Card[]; found: Card[] }> {
  for await (const event of session.run(text)) {
    if (event.type === 'diagnostic') throw new Error(event.diagnostic.message);
    if (event.type !== 'value' || event.value.kind !== 'matches') continue;
    const [{ query, matches }] = event.value.queries;
    return {
      steps: await cards(lineageOf(query), event.context, (item) => parameterLines(item, SHOWN).map(printed)),
      found: await cards(
        matches.map(({ item }) => item),
        event.context,
        (item) => [item.id, ...whenAndWhere(item)],
      ),
    };
  }
  throw new Error('the first script of the README retrieves nothing');
}

async function cards(
  items: readonly Item[],
  context: Context,
  linesOf: (item: Item) => string[],
): Promise<Card[]> {
  await measure(items, [...SHOWN, 'TILT'], context);
  const patches = await patchesOf(items, context);
  return items.map((item, index) => ({
    address: pngAddress(pngOf(patches[index])),
    lines: linesOf(item),
    by: item.by ?? '',
  }));
}

function drawn(steps: readonly Card[], found: readonly Card[]): string {
  const [top, second] = [120, 530];
  const pitch = (ROOM - QUERY) / (steps.length - 1);
  const height = second + MATCH + 96;
  const rows = [
    element('rect', { width: WIDTH, height, fill: GROUND }),
    text('giq', MARGIN, 66, 46, BRIGHT, 'bold'),
    text('ask in the latent space of a generative model, get observations back', 135, 64, 21, QUIET),
    ...steps.map((card, index) => picture(card, MARGIN + index * pitch, top, QUERY)),
    ...steps
      .slice(1)
      .map((card, index) => stage(card.by, MARGIN + QUERY + index * pitch, pitch - QUERY, top)),
    text('retrieve', MARGIN, second - 18, 20, ACCENT, 'bold'),
    text('k=5 distinct region', MARGIN + 98, second - 18, 20, BRIGHT),
    ...found.map((card, index) =>
      picture(card, MARGIN + (index * (ROOM - MATCH)) / (found.length - 1), second, MATCH),
    ),
    text('world solar-sim: the observations are simulated', MARGIN, height - 14, 13, QUIET),
  ];
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width: WIDTH,
    height,
    'font-family': 'DejaVu Sans',
  };
  return element('svg', attributes, ...rows);
}

function picture({ address, lines }: Card, x: number, y: number, side: number): string {
  return [
    element('image', { href: address, x, y, width: side, height: side }),
    ...lines.map((line, index) => text(line, x, y + side + 22 + 19 * index, 15, QUIET)),
  ].join('');
}

/** What a stage says, the verb in colour, over an arrow. */
function stage(by: string, x: number, width: number, top: number): string {
  const middle = top + QUERY / 2;
  const [verb, ...rest] = by.split(' ');
  const [what, kept] = rest.join(' ').split(/(?= keeping )/);
  const lines = [verb, what, kept?.trim() ?? ''];
  const words = lines.map((line, index) =>
    text(
      line,
      x + width / 2,
      middle - 62 + 22 * index,
      15.5,
      index === 0 ? ACCENT : BRIGHT,
      index === 0 ? 'bold' : '',
      'middle',
    ),
  );
  const [from, to] = [x + 18, x + width - 18];
  const arrow = `M${from} ${middle + 8}H${to}m-9 -7l9 7l-9 7`;
  return words.join('') + element('path', { d: arrow, stroke: QUIET, 'stroke-width': 2, fill: 'none' });
}

function text(
  words: string,
  x: number,
  y: number,
  size: number,
  fill: string,
  weight: 'bold' | '' = '',
  anchor = 'start',
): string {
  const attributes = {
    x,
    y,
    fill,
    'font-size': size,
    'font-weight': weight || 'normal',
    'text-anchor': anchor,
  };
  return element('text', attributes, escapeXml(words));
}

/** 2.1e22 as a paper prints it. */
function printed(line: string): string {
  const superscript = (digits: string) => [...digits].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
  return line.replace(/e(\d+)/, (_, digits: string) => ` × 10${superscript(digits)}`);
}
