/** One result of a nearest-neighbour search: position in the archive and Euclidean distance in embedding space. */
export interface Neighbour {
  readonly position: number;
  readonly distance: number;
}

/** Which positions are searched, worked out here. */
export type Accept = (position: number) => boolean;

/** Which rows are searched, worked out by the database that has them: a text of SQL, and values for its `$1`, `$2`, … */
export interface SqlCondition {
  readonly text: string;
  readonly values: readonly (string | number | boolean)[];
}

/** A nearest-neighbour index over embeddings, here or in a database; one file each kind in index/. */
export interface NeighbourIndex {
  readonly kind: 'exact' | 'hnsw' | 'cells' | 'pgvector';
  readonly size: number;
  readonly dimension: number;
  /**
   * The `k` nearest of each query, nearest first, ties by position.
   *
   * @param queries `count` × `dimension`, float32, C order
   * @param filter keeps only what it accepts; SQL only where the index is in a database
   */
  search(
    queries: Float32Array,
    count: number,
    k: number,
    filter?: Accept | SqlCondition,
  ): Neighbour[][] | Promise<Neighbour[][]>;
}

/** An index in the memory of this process. */
export interface LocalIndex extends NeighbourIndex {
  search(queries: Float32Array, count: number, k: number, accept?: Accept): Neighbour[][];
}
