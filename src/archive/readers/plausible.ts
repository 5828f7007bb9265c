import { diagnose, fail } from '../../diagnostics/diagnostic.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { RawImage } from './image.js';

/** No instrument of giq's world measures more (G); the strongest sunspot fields are about 6,000 G. */
const STRONGEST_FIELD = 10_000;
/** Bad pixels may exceed it; more than this share of the image may not. */
const MOST_EXCESS = 0.01;

/** An image without any negative value whose median is above this (G) is no signed field. */
const POSITIVE_MEDIAN = 20;

/** A mask has few values, all of them small whole numbers; the bitmaps of SHARPs have 5. */
const MASK_VALUES = 16;
const MASK_LARGEST = 255;

/** Below this maximum (G) there is not even the noise of HMI (10 G) or MDI (16 G). */
const WEAKEST_MAXIMUM = 5;

/** Images with fewer pixels than this are too small to be judged by their values. */
const FEWEST_PIXELS = 256;

/** What the judgement looks at, of the pixels that have a value. */
interface Summary {
  readonly count: number;
  readonly smallest: number;
  readonly largest: number;
  /** Pixels beyond ±10 kG. */
  readonly excess: number;
}

/**
 * Judges whether an image in gauss can be a magnetogram at all.
 *
 * @returns warnings about what is odd: a full disk, fields too weak to be in gauss
 * @throws GiqError `image-all-missing` or `not-a-magnetogram`
 */
export function judgeMagnetogram(image: RawImage, file: string): Diagnostic[] {
  const summary = summarise(image.values);
  if (summary.count === 0) fail('image-all-missing', { file });
  const reason = summary.count < FEWEST_PIXELS ? undefined : whyNot(image.values, summary);
  if (reason !== undefined) {
    fail(
      'not-a-magnetogram',
      { file, reason },
      { hints: ['of a SHARP, the segments `Br` and `magnetogram` can be used'] },
    );
  }
  return [...weakness(summary, file), ...fullDisk(image, file)];
}

function summarise(values: Float32Array): Summary {
  let [count, smallest, largest, excess] = [0, Infinity, -Infinity, 0];
  // By index: an iterator takes several times as long, for every pixel of an archive.
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (Number.isNaN(value)) continue;
    count += 1;
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
    if (Math.abs(value) > STRONGEST_FIELD) excess += 1;
  }
  return { count, smallest, largest, excess };
}

function whyNot(values: Float32Array, { count, smallest, largest, excess }: Summary): string | undefined {
  const range = `its values go from ${inWords(smallest)} to ${inWords(largest)}`;
  if (excess > MOST_EXCESS * count) return `${range}, far beyond any field on the Sun in gauss`;
  if (isMask(values, smallest, largest)) return `${range} and are few whole numbers, as in a mask`;
  if (smallest >= 0 && medianOf(values) > POSITIVE_MEDIAN) return `${range}, without any negative polarity`;
  return undefined;
}

function inWords(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** More than one value, so that an empty field is not a mask. */
function isMask(values: Float32Array, smallest: number, largest: number): boolean {
  if (smallest < 0 || largest > MASK_LARGEST || smallest === largest) return false;
  const distinct = new Set<number>();
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    distinct.add(value);
    if (!Number.isInteger(value) || distinct.size > MASK_VALUES) return false;
  }
  return true;
}

function medianOf(values: Float32Array): number {
  const present = values.filter((value) => !Number.isNaN(value)).sort();
  return present[present.length >> 1]!;
}

function weakness({ smallest, largest }: Summary, file: string): Diagnostic[] {
  const strongest = Math.max(-smallest, largest);
  if (strongest === 0 || strongest >= WEAKEST_MAXIMUM) return [];
  const hints = ['`load "…" unit=kG` says that values are in kilogauss'];
  return [diagnose('looks-not-gauss', { file, largest: inWords(strongest) }, { hints })];
}

/**
 * A nearly square image whose corners are one constant (space), while its middle is not. Space is missing in FITS files
 * and black in pictures; zeros around a region are no sign of a disk. Labels may cover a part of a corner.
 */
function fullDisk(image: RawImage, file: string): Diagnostic[] {
  const { values, width, height } = image;
  const side = Math.floor(Math.min(width, height) / 20);
  const isSquare = Math.abs(width - height) <= 0.05 * Math.max(width, height);
  if (!isSquare || side < 2 || values[0] === 0) return [];
  const [right, bottom] = [width - side, height - side];
  const corners = [
    shareOfSky(image, 0, 0, side),
    shareOfSky(image, right, 0, side),
    shareOfSky(image, 0, bottom, side),
  ];
  const sky = Math.min(...corners, shareOfSky(image, right, bottom, side));
  const middle = shareOfSky(image, right >> 1, bottom >> 1, side);
  return sky > 0.7 && middle < 0.3 ? [diagnose('looks-full-disk', { file, width, height })] : [];
}

/** The share of a square of pixels that are the same as the first of the image. */
function shareOfSky({ values, width }: RawImage, left: number, top: number, side: number): number {
  let count = 0;
  for (let row = top; row < top + side; row++) {
    for (let column = left; column < left + side; column++) {
      if (Object.is(values[row * width + column], values[0])) count += 1;
    }
  }
  return count / side ** 2;
}
