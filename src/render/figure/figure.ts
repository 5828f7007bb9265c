/** A figure as plain data: what stands where. All lengths are points (1/72 inch), from the top left corner. */
import type { TopLevelSpec } from 'vega-lite';
import type { Field } from '../../physics/field.js';

/** 88 mm, a column of a journal, and 180 mm, its page. */
export const COLUMN = 249.45;
export const PAGE = 510.24;

export interface Figure {
  /** One sentence: what is shown. Stands in the file, not on the figure. */
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** Drawn in this order. */
  readonly parts: readonly Part[];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Point = readonly [x: number, y: number];

export type Part = Chart | Picture | Mask | Label | Line | Dot | ColourBar;

/** A Vega-Lite chart of one view; the box is its data rectangle, the axes stand outside of it. */
export interface Chart {
  readonly kind: 'chart';
  readonly box: Box;
  readonly spec: TopLevelSpec;
}

/** A magnetogram: grey from −1000 to +1000 G. */
export interface Picture {
  readonly kind: 'picture';
  readonly box: Box;
  readonly field: Field;
  readonly frame?: { readonly colour: string; readonly width: number };
  /** Pixels stay squares: for pictures that are enlarged a whole number of times. */
  readonly squares?: true;
}

/** Pixels of a patch in one colour: 1 where `mask` is not 0, row-major, `size` × `size`. */
export interface Mask {
  readonly kind: 'mask';
  readonly box: Box;
  readonly mask: Uint8Array;
  readonly size: number;
  readonly colour: string;
  readonly opacity?: number;
}

/** One line of text; `y` is its baseline. */
export interface Label {
  readonly kind: 'label';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly weight?: 'bold';
  readonly colour?: string;
  /** Clockwise, in degrees, about the anchor. */
  readonly turned?: number;
}

export interface Line {
  readonly kind: 'line';
  readonly from: Point;
  readonly to: Point;
  readonly colour: string;
  readonly width: number;
}

export interface Dot {
  readonly kind: 'dot';
  readonly at: Point;
  readonly radius: number;
  readonly fill: string;
  readonly stroke: string;
}

/** The scale of magnetograms, upright, its name above it. */
export interface ColourBar {
  readonly kind: 'colour-bar';
  readonly x: number;
  readonly y: number;
  readonly length: number;
}
