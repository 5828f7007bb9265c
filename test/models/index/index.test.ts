import { describe, expect, it, vi } from 'vitest';
import { LARGE_ARCHIVE, loadIndex } from '../../../src/models/index/index.js';
import { codeOf } from './support.js';

/** As where hnswlib-node could not be compiled. */
vi.mock('hnswlib-node', () => {
  throw new Error('Could not locate the bindings file.\nTried: …');
});

const small = { embeddings: new Float32Array(20), dimension: 2 };
const large = { embeddings: new Float32Array(LARGE_ARCHIVE), dimension: 1 };

describe('loadIndex without hnswlib-node', () => {
  it('is exact for a small archive, an index file or not', async () => {
    const index = await loadIndex({ ...small, kind: 'auto', hnswPath: 'never-opened' });
    expect(index).toMatchObject({ kind: 'exact', size: 10, dimension: 2 });
  });

  it('is exact for a large archive too', async () => {
    expect((await loadIndex({ ...large, kind: 'auto', hnswPath: 'never-opened' })).kind).toBe('exact');
  });

  it('says why when HNSW is asked for', async () => {
    expect(await codeOf(loadIndex({ ...small, kind: 'hnsw' }))).toBe('hnsw-unavailable');
  });
});
