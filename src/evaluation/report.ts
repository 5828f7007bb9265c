/** What `giq evaluate` finds out, as plain JSON: docs/evaluation.md says what each figure means. */

/** Version of this document. */
export const REPORT_FORMAT = 1;

/** A figure and its 95 % bootstrap interval; null where it is not defined. */
export interface ReportEstimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export type ReportCell = string | number | ReportEstimate | null;

export interface ReportColumn {
  readonly name: string;
  readonly unit?: string;
}

export interface ReportTable {
  readonly title: string;
  /** What has to be known to read it: definitions, counts, what was left out. */
  readonly note?: string;
  readonly columns: readonly ReportColumn[];
  /** One cell a column; null is missing. */
  readonly rows: readonly (readonly ReportCell[])[];
}

/** Two distributions of one quantity, to be drawn above one another. */
export interface ReportDistribution {
  readonly name: string;
  readonly unit: string;
  readonly series: readonly {
    readonly name: string;
    /** At the shares 0, 0.01, … 1. */
    readonly quantiles: readonly number[];
  }[];
}

/** How long something took: the only figures that differ from run to run. */
export interface ReportTiming {
  readonly what: string;
  readonly seconds: number;
}

/** What one section has found out. */
export interface SectionContent {
  readonly tables: readonly ReportTable[];
  readonly distributions?: readonly ReportDistribution[];
  readonly timings?: readonly ReportTiming[];
}

export type SectionReport =
  | ({ readonly name: string; readonly title: string; readonly state: 'done' } & Required<SectionContent>)
  | {
      readonly name: string;
      readonly title: string;
      readonly state: 'left-out';
      /** Why this world cannot be asked. */
      readonly reason: string;
    };

export interface EvaluationReport {
  readonly format: typeof REPORT_FORMAT;
  readonly giq: string;
  readonly world: { readonly name: string; readonly hash: string; readonly simulated: boolean };
  readonly engine: string;
  readonly random: string;
  readonly seed: number;
  readonly queries: number;
  readonly sections: readonly SectionReport[];
}
