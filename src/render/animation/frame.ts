/** One frame of an animation as a figure: pictures side by side, and under each what is measured on it, as bars. */
import type { Field } from '../../physics/field.js';
import { captionBelow } from '../figure/layout.js';
import type { Box, Figure, Part } from '../figure/figure.js';
import { COLOURS, INK, TYPE } from '../figure/theme.js';

/** One value and where it lies between the least and the largest that its bar shows. */
export interface ValueBar {
  readonly name: string;
  /** With its unit. */
  readonly text: string;
  /** From 0 to 1; NaN where the value is missing. */
  readonly share: number;
}

export interface FrameContent {
  readonly title: string;
  readonly field: Field;
  readonly bars: readonly ValueBar[];
}

/** Twice as many pixels as points make a picture of 384 pixels, 3 × 3 for each of a patch. */
const SIDE = 192;
export const FRAME_DOTS_PER_INCH = 144;
const MARGIN = 6;
const LINE = 12;
const NAME_ROOM = 34;
const VALUE_ROOM = 62;

/** All pictures have the same number of bars. */
export function frameFigure(contents: readonly FrameContent[]): Figure {
  const lines = Math.max(...contents.map(({ bars }) => bars.length));
  return {
    title: contents.map(({ title }) => title).join(', '),
    width: MARGIN + contents.length * (SIDE + MARGIN),
    height: MARGIN + SIDE + 14 + lines * LINE + 2,
    parts: contents.flatMap((content, index) => pictureParts(content, MARGIN + index * (SIDE + MARGIN))),
  };
}

function pictureParts({ title, field, bars }: FrameContent, x: number): Part[] {
  const box = { x, y: MARGIN, width: SIDE, height: SIDE };
  return [
    { kind: 'picture', box, field, squares: true },
    ...captionBelow(box, [title], { size: TYPE.title }),
    ...bars.flatMap((bar, index) =>
      barParts(bar, { ...box, y: MARGIN + SIDE + 14 + index * LINE, height: LINE }),
    ),
  ];
}

function barParts({ name, text, share }: ValueBar, { x, y, width }: Box): Part[] {
  const [from, to, middle] = [x + NAME_ROOM, x + width - VALUE_ROOM, y + LINE / 2];
  const end = from + Math.min(1, Math.max(0, share)) * (to - from);
  const track = { kind: 'line', width: 5, from: [from, middle] } as const;
  return [
    { kind: 'label', x, y: middle + 2.4, text: name, size: TYPE.title, colour: INK },
    { ...track, to: [to, middle], colour: '#e0e0e0' },
    ...(Number.isNaN(share) ? [] : [{ ...track, to: [end, middle], colour: COLOURS.blue } as const]),
    { kind: 'label', x: x + width, y: middle + 2.4, text, size: TYPE.label, anchor: 'end', colour: INK },
  ];
}
