/** A report of a script as plain data: what `compose.ts` makes an HTML file of. */
import type { Field } from '../../physics/field.js';
import type { Cell, TableColumn } from '../table-cells.js';

export interface Report {
  readonly title: string;
  /** What was run. */
  readonly script: string;
  /** Where it comes from, for programs: JSON that stands in the page. */
  readonly provenance: object;
  /** The same for people, as names and values. */
  readonly origin: readonly (readonly [name: string, value: string])[];
  /** Warnings and other remarks that were made while it ran. */
  readonly notes: readonly string[];
  readonly sections: readonly ReportSection[];
}

/** One statement: what it was to do, and what came of it. */
export interface ReportSection {
  /** The statement as it was written. */
  readonly statement: string;
  readonly plan?: ReportPlan;
  readonly parts: readonly ReportPart[];
}

export interface ReportPlan {
  readonly steps: readonly ReportStep[];
  /** What is to be loaded. */
  readonly loads: string;
}

export interface ReportStep {
  /** The step as it was written. */
  readonly written: string;
  /** `latents → matches` */
  readonly change: string;
  /** What else is known of it: directions, cosines, targets, how a search compares. */
  readonly details: readonly string[];
}

export type ReportPart = ReportPictures | ReportTable | ReportFigure | ReportRemark;

export interface ReportPictures {
  readonly kind: 'pictures';
  readonly title: string;
  readonly pictures: readonly ReportPicture[];
}

export interface ReportPicture {
  readonly title: string;
  /** In kG; what lies beyond ±1000 G is shown as ±1000 G. */
  readonly field: Field;
  readonly caption: readonly string[];
  /** The one that others were compared with. */
  readonly isQuery?: boolean;
}

export interface ReportTable {
  readonly kind: 'table';
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Texts to copy, one or none a row. */
  readonly commands?: readonly (string | undefined)[];
}

export interface ReportFigure {
  readonly kind: 'figure';
  readonly title: string;
  readonly description: string;
  /** A whole SVG document, as `figureSvg` makes it. */
  readonly svg: string;
}

export interface ReportRemark {
  readonly kind: 'remark';
  readonly text: string;
}
