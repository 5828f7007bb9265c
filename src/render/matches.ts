/** A query beside its matches. */
import { beside, stack, textBlock, type Block } from './block.js';
import { cardBlock, stripBlock, stripLayout, type StripOptions, type StripPicture } from './strip.js';
import { stylesFor } from './style.js';

export interface MatchPictures {
  readonly query: StripPicture;
  /** Nearest first. */
  readonly matches: readonly StripPicture[];
}

const DIVIDER = 3;
/** Below this the query stands above its matches: beside them neither would be seen. */
const NARROW = 44;

/** The query on the left, its matches on the right in as many rows as they need. */
export function matchesBlock({ query, matches }: MatchPictures, options: StripOptions): Block {
  const { columns } = options;
  if (matches.length === 0) return cardBlock(query, stripLayout(1, columns).width, options);
  if (columns < NARROW) return stacked({ query, matches }, options);
  const width = stripLayout(matches.length + 1, columns - DIVIDER + 2).width;
  const room = columns - width - DIVIDER;
  const found = stripBlock(matches, { ...options, columns: room });
  return divided(cardBlock(query, width, options), found, [width, room], options);
}

function divided(query: Block, found: Block, widths: readonly number[], options: StripOptions): Block {
  const height = Math.max(query.lines.length, found.lines.length);
  const bar = stylesFor(options.colour).dim(options.colour === 'none' ? '|' : '│');
  const rule = textBlock(Array.from({ length: height }, () => bar));
  return beside([query, rule, found], [widths[0], 1, widths[1]], ' ');
}

function stacked({ query, matches }: MatchPictures, options: StripOptions): Block {
  const { columns } = options;
  const rule = stylesFor(options.colour).dim((options.colour === 'none' ? '-' : '─').repeat(columns));
  return stack([
    cardBlock(query, stripLayout(1, columns).width, options),
    textBlock([rule]),
    stripBlock(matches, options),
  ]);
}
