import { CELLS, wordsOf } from './cells.js';
import type { Field } from './field.js';
import { NEGATIVE, POSITIVE, STRONG_FIELD } from './strong-cells.js';

/** The pixels of one sign that are stronger than 150 G. */
export interface Polarity {
  /** Sum of |b| in kG px. */
  readonly flux: number;
  /** Number of pixels. */
  readonly area: number;
  /** |b|-weighted centroid in pixels; NaN where there are no such pixels. */
  readonly row: number;
  readonly column: number;
}

export interface Polarities {
  readonly positive: Polarity;
  readonly negative: Polarity;
}

export type Sign = 1 | -1;

/** Flux, area and centroid of the strong pixels of both signs; `cells` are the field's `strongCells`. */
export function measurePolarities(field: Field, cells: Uint8Array): Polarities {
  const words = placesOfWords(wordsOf(cells));
  return {
    positive: measurePolarity(field, cells, words, POSITIVE >> 1),
    negative: measurePolarity(field, cells, words, NEGATIVE >> 1),
  };
}

/** Which words are not 0. Without a condition, of which a processor would guess many wrong. */
function placesOfWords(words: Int32Array): Int32Array {
  const places = new Int32Array(words.length);
  let found = 0;
  for (let place = 0; place < words.length; place++) {
    places[found] = place;
    found += (words[place] | -words[place]) >>> 31;
  }
  return places.subarray(0, found);
}

/** What is not of this sign counts as nothing, which spares a condition a pixel. The sign is a bit of a cell, by its number. */
function measurePolarity(
  { pixels, size }: Field,
  cells: Uint8Array,
  words: Int32Array,
  bit: number,
): Polarity {
  let [flux, area, rowMoment, columnMoment] = [0, 0, 0, 0];
  let [row, first] = [0, 0];
  for (let each = 0; each < words.length; each++) {
    const start = CELLS * words[each];
    const end = Math.min(start + CELLS, pixels.length);
    for (let index = start; index < end; index++) {
      while (index >= first + size) {
        row++;
        first += size;
      }
      const isMember = (cells[index] >> bit) & 1;
      const strength = Math.abs(pixels[index]) * isMember;
      flux += strength;
      area += isMember;
      rowMoment += strength * row;
      columnMoment += strength * (index - first);
    }
  }
  return { flux, area, row: rowMoment / flux, column: columnMoment / flux };
}

/** The mask (1 inside, 0 outside; row-major) of the pixels stronger than 150 G of one sign. */
export function polarityMask({ pixels }: Field, sign: Sign): Uint8Array {
  return Uint8Array.from(pixels, (value) => (sign * value > STRONG_FIELD ? 1 : 0));
}
