/** What a value looks like in a terminal, as plain data, and its drawing. */
import { stack, textBlock, type Block } from './block.js';
import { distributionLines, type DistributionRow } from './distribution.js';
import { filmBlock } from './film.js';
import { matchesBlock, type MatchPictures } from './matches.js';
import { stripBlock, type StripOptions, type StripPicture } from './strip.js';
import { stylesFor } from './style.js';
import type { TerminalImageOptions } from './terminal-image.js';
import { printable, wrap } from './text.js';

/** `hidden` counts what is not shown. */
export type Presentation =
  | { readonly kind: 'strip'; readonly pictures: readonly StripPicture[]; readonly hidden: number }
  | { readonly kind: 'films'; readonly films: readonly (readonly StripPicture[])[]; readonly hidden: number }
  | { readonly kind: 'matches'; readonly queries: readonly MatchPictures[]; readonly hidden: number }
  | { readonly kind: 'distributions'; readonly items: readonly ItemDistributions[]; readonly hidden: number };

export interface ItemDistributions {
  readonly title: string;
  readonly rows: readonly DistributionRow[];
}

/** Draws it at most `columns` wide, which has to be 2 at least. */
export function draw(presentation: Presentation, style: TerminalImageOptions, columns: number): Block {
  const options = { ...style, columns };
  const parts = partsOf(presentation, options);
  const { hidden } = presentation;
  const more = hidden > 0 ? wrap(`… ${hidden} more`, columns).map(stylesFor(style.colour).dim) : [];
  const blank = textBlock(['']);
  const spaced = parts.flatMap((part, index) => (index === 0 ? [part] : [blank, part]));
  return stack([...spaced, textBlock(more)]);
}

function partsOf(presentation: Presentation, options: StripOptions): Block[] {
  switch (presentation.kind) {
    case 'strip':
      return [stripBlock(presentation.pictures, options)];
    case 'films':
      return presentation.films.map((frames) => filmBlock(frames, options));
    case 'matches':
      return presentation.queries.map((query) => matchesBlock(query, options));
    case 'distributions':
      return presentation.items.map((item) => distributionBlock(item, options));
  }
}

function distributionBlock({ title, rows }: ItemDistributions, { columns, colour }: StripOptions): Block {
  const heading = wrap(printable(title), columns).map(stylesFor(colour).heading);
  return textBlock([...heading, ...distributionLines(rows, columns, colour)]);
}
