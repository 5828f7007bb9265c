import type { Patch, PixelScale } from '../physics/field.js';

/** A value of an observation's metadata; `null` is missing. Dates are ISO 8601 strings in UTC. */
export type MetaValue = number | string | boolean | null;

/** What is known of an observation besides its pixels: date, lat, lon, region, … */
export type Meta = Readonly<Record<string, MetaValue>>;

/** The type of a metadata field, for the planner, for completion and for tables. */
export interface MetaField {
  readonly name: string;
  readonly type: 'number' | 'text' | 'date' | 'boolean';
  /** A unit of the language, where the number has one. */
  readonly unit?: string;
  readonly title: string;
  /** All values of a small closed set of texts. */
  readonly values?: readonly string[];
  /** For those who look an observation up: tables for people leave it out. */
  readonly detail?: true;
}

/**
 * Where a cylindrical equal-area map lies on the Sun: its reference point, in degrees, around which the sphere was turned
 * (Calabretta & Greisen 2002), and where in the box that point is. It holds however the box is divided into pixels.
 */
export interface SunPlace {
  /** What the longitude is counted from: the Carrington meridian, or the central one, west positive. */
  readonly frame: 'carrington' | 'stonyhurst';
  readonly longitude: number;
  readonly latitude: number;
  /** Shares of the box, from its eastern and from its southern edge: 0.5 is the middle. */
  readonly east: number;
  readonly south: number;
}

/** Observations, simulated or real, addressed by position 0..size-1 or by id. */
export interface Archive {
  readonly size: number;
  readonly fields: readonly MetaField[];
  id(position: number): string;
  /** The position of an id, or -1. */
  position(id: string): number;
  meta(position: number): Meta;
  /** One value of `meta`, null where it is missing, where that takes less than all of them. */
  value?(position: number, field: string): MetaValue;
  /** Precomputed value of a parameter in its base unit (NaN where missing), or undefined where none is stored. */
  parameter(name: string): Float64Array | Float32Array | undefined;
  /** Size of a pixel of the patch on the Sun, where it is known: the `scale` that the patch would have. */
  scale?(position: number): PixelScale | undefined;
  /** Where the patch lies on the Sun, where it is an equal-area map and that is known. */
  place?(position: number): SunPlace | undefined;
  patch(position: number): Promise<Patch>;
}
