import type { CodeTable } from './codes.js';
import type { VectorTable } from './table.js';

/** What has become of an index since its cells were found. */
export interface Course {
  /** Rows that there were when the cells were found. */
  readonly clustered: number;
  /** Rows that have come or gone since. */
  readonly changed: number;
}

/** Where cells are. */
export interface Layout {
  readonly course: Course;
  /** dimension × dimension: axes as rows, those along which the embeddings vary most first. */
  readonly axes: Float64Array;
  /** Centres of the cells, along the axes. */
  readonly centres: VectorTable;
}

/** Embeddings sorted into cells. */
export interface SortedRows extends Layout {
  /** Where the rows of each cell begin, and after the last where they end. */
  readonly starts: Int32Array;
  /** The position in the archive of each row. */
  readonly positions: Int32Array;
  /** Distance of each cell's farthest row from its centre. */
  readonly radii: Float32Array;
}

/** Cells whose rows, along the axes, are as they are. */
export interface WholeCells extends SortedRows {
  readonly rows: VectorTable;
}

/** Cells whose rows, along the axes, are in 8 bits a number; the embeddings themselves stay in their file. */
export interface CodedCells extends SortedRows {
  readonly codes: CodeTable;
}

export type Cells = WholeCells | CodedCells;

/** How the rows of an index are kept in memory. */
export type VectorKind = 'float32' | 'int8';
