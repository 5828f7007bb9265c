/** Frames as pixels, in the order in which they are played. */
import { figureSvg } from '../figure/compose.js';
import { pixelsOf } from '../rasterise.js';
import { FRAME_DOTS_PER_INCH, frameFigure, type FrameContent } from './frame.js';

const FRAMES_PER_SECOND = 12;
const SVG_DOTS_PER_INCH = 96;

export interface Film {
  readonly width: number;
  readonly height: number;
  /** Frames a second. */
  readonly rate: number;
  /** Red, green, blue and alpha, row-major. */
  readonly frames: readonly Uint8Array[];
}

/**
 * Forwards and back again, without its ends twice, so that it can be repeated for ever.
 *
 * @param frames what stands side by side in each of them
 * @param onFrame called with the number of frames that are drawn
 */
export async function filmOf(
  frames: readonly (readonly FrameContent[])[],
  onFrame: (done: number) => void,
): Promise<Film> {
  const drawn: { readonly width: number; readonly height: number; readonly data: Uint8Array }[] = [];
  for (const [index, contents] of frames.entries()) {
    const svg = await figureSvg(frameFigure(contents), []);
    drawn.push(await pixelsOf(svg, { scale: FRAME_DOTS_PER_INCH / SVG_DOTS_PER_INCH }));
    onFrame(index + 1);
  }
  const { width, height } = drawn[0];
  const order = [...drawn.keys(), ...[...drawn.keys()].slice(1, -1).reverse()];
  return { width, height, rate: FRAMES_PER_SECOND, frames: order.map((index) => drawn[index].data) };
}
