import type { HierarchicalNSW } from 'hnswlib-node';
import { fail } from '../../diagnostics/diagnostic.js';

export type Graph = HierarchicalNSW;

/** Makes an empty graph for vectors of a dimension, with squared Euclidean distances. */
export type MakeGraph = (dimension: number) => Graph;

/**
 * Loads the optional package hnswlib-node (10 ms), which is absent where it could not be compiled.
 *
 * @throws GiqError `hnsw-unavailable` with the reason
 */
export async function loadHnsw(): Promise<MakeGraph> {
  try {
    const { HierarchicalNSW } = (await import('hnswlib-node')).default;
    return (dimension) => new HierarchicalNSW('l2', dimension);
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    return fail(
      'hnsw-unavailable',
      { reason },
      { hints: ['exact search gives the same answers, only slower'] },
    );
  }
}
