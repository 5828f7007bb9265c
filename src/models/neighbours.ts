/** One result of a nearest-neighbour search: position in the archive and Euclidean distance in embedding space. */
export interface Neighbour {
  readonly position: number;
  readonly distance: number;
}

/** A nearest-neighbour index over embeddings; one file each kind in index/. */
export interface NeighbourIndex {
  readonly kind: 'exact' | 'hnsw';
  readonly size: number;
  readonly dimension: number;
  /**
   * The `k` nearest of each query, nearest first, ties by position.
   *
   * @param queries `count` × `dimension`, float32, C order
   * @param accept keeps only positions for which it is true
   */
  search(
    queries: Float32Array,
    count: number,
    k: number,
    accept?: (position: number) => boolean,
  ): Neighbour[][];
}
