import { hypotenuse } from '../numeric/deterministic.js';
import type { Polarity } from './polarity.js';

/** Below this length in pixels an offset is the rounding of two equal centroids, and has no direction. */
const COINCIDENT = 1e-9;

/** The line from the negative to the positive centroid, in pixels; NaN where a polarity is empty. */
export interface Separation {
  /** Southwards from the positive centroid to the negative one: rowN − rowP. */
  readonly rows: number;
  /** Westwards from the negative centroid to the positive one: columnP − columnN. */
  readonly columns: number;
  readonly distance: number;
}

export function separate(positive: Polarity, negative: Polarity): Separation {
  const rows = negative.row - positive.row;
  const columns = positive.column - negative.column;
  return { rows, columns, distance: hypotenuse(rows, columns) };
}

/** arcsin((rowN − rowP) / distance) in degrees, −90 to 90; NaN where the centroids coincide or one is missing. */
export function tiltOf({ rows, columns, distance }: Separation): number {
  if (!(distance > COINCIDENT)) return NaN;
  // The same angle as the arcsine, which loses digits near ±90°.
  return (Math.atan2(rows, Math.abs(columns)) * 180) / Math.PI;
}

/** 1 where the positive centroid lies further west, −1 where the negative one does, NaN where neither does. */
export function leadingSign({ columns }: Separation): number {
  return Math.abs(columns) > COINCIDENT ? Math.sign(columns) : NaN;
}
