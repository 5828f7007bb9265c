/** A sweep as a film: frames edge to edge between two rows of perforation, what changes written beneath. */
import { beside, pictureBlock, stack, textBlock, type Block } from './block.js';
import { captionLines, chunks, type StripOptions, type StripPicture } from './strip.js';
import { stylesFor } from './style.js';

const NARROWEST = 16;
const WIDEST = 32;
const GAP = 1;

export function filmBlock(frames: readonly StripPicture[], options: StripOptions): Block {
  const { perRow, width } = filmLayout(frames.length, options.columns);
  return stack(chunks(frames, perRow).map((row) => reel(row, width, options)));
}

/** As many frames in a row as can be seen, the rows filled evenly; the width is even, so that frames are square. */
function filmLayout(count: number, columns: number): { perRow: number; width: number } {
  const most = Math.max(1, Math.floor((columns + GAP) / (NARROWEST + GAP)));
  const rows = Math.max(1, Math.ceil(count / most));
  const perRow = Math.max(1, Math.ceil(count / rows));
  const room = Math.floor((columns - GAP * (perRow - 1)) / perRow);
  return { perRow, width: Math.max(2, 2 * Math.floor(Math.min(WIDEST, room) / 2)) };
}

function reel(frames: readonly StripPicture[], width: number, options: StripOptions): Block {
  const widths = frames.map(() => width);
  const edge = textBlock([perforation(frames.length * (width + GAP) - GAP, options)]);
  const pictures = frames.map(({ field }) => pictureBlock(field, width, options));
  const captions = frames.map(({ caption }) => textBlock(captionLines(caption, width, options)));
  return stack([edge, beside(pictures, widths, ' '), edge, beside(captions, widths, ' ')]);
}

function perforation(width: number, { colour }: StripOptions): string {
  const hole = colour === 'none' ? 'o ' : '▪ ';
  return stylesFor(colour).dim(
    hole
      .repeat(Math.ceil(width / 2))
      .slice(0, width)
      .trimEnd(),
  );
}
