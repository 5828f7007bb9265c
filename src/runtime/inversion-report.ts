/** How near an inversion comes to its picture, and what is said of it. */
import { dot, norm } from '../numeric/linear-algebra.js';
import type { Field } from '../physics/field.js';
import { formatNumber, roundSignificant } from '../render/number.js';
import type { Context } from './context.js';
import type { Item, ItemInversion } from './values.js';

/** Digits of a note: engines differ in later ones. */
const DIGITS = 2;

/** Compares a render with the picture that it was sought for; NaN where the picture is blank or all the same. */
export function residualOf(picture: Field, render: Field): Omit<ItemInversion, 'start'> {
  const difference = render.pixels.map((value, index) => value - picture.pixels[index]);
  const residual = norm(difference) / Math.sqrt(difference.length);
  const [a, b] = [centred(picture.pixels), centred(render.pixels)];
  return {
    residual,
    relative: norm(difference) / (norm(picture.pixels) || NaN),
    correlation: dot(a, b) / (norm(a) * norm(b) || NaN),
  };
}

function centred(values: Float32Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Float64Array.from(values, (value) => value - mean);
}

/** One item is told in full, several by their means. */
export function reportInversion(items: readonly Item[], context: Context): void {
  if (items.length === 0) return;
  const all = items.map(({ inversion }) => inversion!);
  const meanOf = (read: (one: ItemInversion) => number) => {
    const values = all.map(read).filter((value) => !Number.isNaN(value));
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const residual = `residual ${format(meanOf((one) => one.residual))} kG`;
  const share = `${format(100 * meanOf((one) => one.relative))} % of the field`;
  const nearness = `${residual} (${share}), correlation ${format(meanOf((one) => one.correlation))}`;
  const text =
    items.length === 1
      ? `${nearness}; from the ${all[0].start} start`
      : `${items.length} inverted: mean ${nearness}`;
  context.emit({ type: 'note', text });
}

const format = (value: number) =>
  Number.isNaN(value) ? 'missing' : formatNumber(roundSignificant(value, DIGITS));
