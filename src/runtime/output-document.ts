/** Types of the JSON output. docs/output.schema.json is its JSON Schema; a test validates every golden against it. */
import type { Explanation } from './explain.js';
import type { Meta } from '../archive/archive.js';
import type { Cell, Column, SearchDescription } from './values.js';
import type { Provenance } from './provenance.js';

export interface OutputDocument extends Provenance {
  readonly results: readonly DocumentResult[];
}

export type DocumentResult =
  | {
      readonly statement: number;
      readonly type: 'latents' | 'patches';
      readonly items: readonly OutputItem[];
    }
  | {
      readonly statement: number;
      readonly type: 'matches';
      readonly search?: SearchDescription;
      readonly items: readonly { readonly query: OutputItem; readonly matches: readonly OutputMatch[] }[];
    }
  | {
      readonly statement: number;
      readonly type: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Cell[])[];
    }
  | ({ readonly statement: number; readonly type: 'explanation' } & { readonly explanation: Explanation });

export interface OutputItem {
  readonly id: string;
  /** The point of latent space, six significant digits; only of latents. */
  readonly z?: readonly number[];
  readonly parameters: Readonly<Record<string, OutputQuantity>>;
  readonly meta?: Meta;
  /** Of an item that a calibrated shift has made. */
  readonly calibration?: OutputCalibration;
  /** Of an item that `invert` has made. */
  readonly inversion?: OutputInversion;
}

export interface OutputCalibration {
  readonly reached: boolean;
  /** Steps of the search. */
  readonly iterations: number;
  /** By parameter; a kept one has no `requested`. */
  readonly parameters: Readonly<
    Record<
      string,
      {
        readonly before: OutputQuantity;
        readonly requested?: OutputQuantity;
        readonly achieved: OutputQuantity;
      }
    >
  >;
}

/** How near the render of a latent comes to the picture that it was sought for. */
export interface OutputInversion {
  /** Root of the mean squared difference. */
  readonly residual: OutputQuantity;
  /** The same as a share of the picture's root mean square. */
  readonly relative: number | null;
  /** Pearson's, over pixels. */
  readonly correlation: number | null;
  /** Where the search that found it started. */
  readonly start: string;
}

export interface OutputMatch {
  readonly rank: number;
  readonly id: string;
  readonly distance: number;
  /** Of what was re-ranked; larger is better. */
  readonly score?: number;
  readonly parameters: Readonly<Record<string, OutputQuantity>>;
  readonly meta: Meta;
}

/** A missing value is null. */
export interface OutputQuantity {
  readonly value: number | null;
  readonly unit: string;
  /** The same in other units. */
  readonly also?: readonly { readonly value: number | null; readonly unit: string }[];
}
