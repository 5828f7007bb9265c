import { describe, expect, it } from 'vitest';
import type { Archive, Meta } from '../../src/archive/archive.js';
import { groupOf, splitArchive, subset } from '../../src/models/split.js';

/** An archive of nothing but metadata. */
function archiveOf(rows: readonly Meta[]): Archive {
  return {
    size: rows.length,
    fields: [],
    id: (position) => `o${position}`,
    position: (id) => Number(id.slice(1)),
    meta: (position) => rows[position],
    parameter: () => Float64Array.from(rows.keys()),
    patch: () => Promise.reject(new Error('no pixels')),
  };
}

const regions = archiveOf(Array.from({ length: 600 }, (_, row) => ({ region: `HARP ${row % 60}` })));

describe('what belongs together', () => {
  it.each([
    [{ region: 'HARP 1', cr: 2100 }, 'region HARP 1'],
    [{ cr: 2100 }, 'rotations 262'],
    // 2010-08-10 lies in rotation 2100: 2096 to 2103 are one block.
    [{ date: '2010-08-20T00:00:00Z' }, 'rotations 262'],
    [{ id: 'a' }, 'id a'],
  ])('%j is in %s', (meta, group) => {
    expect(groupOf(meta)).toBe(group);
  });
});

describe('a split', () => {
  const { training, heldOut } = splitArchive(regions, 0.3, 1);

  it('has every observation once', () => {
    expect([...training, ...heldOut].sort((a, b) => a - b)).toEqual([...Array(600).keys()]);
  });

  it('never parts a region', () => {
    const of = (positions: readonly number[]) =>
      new Set(positions.map((position) => regions.meta(position)['region']));
    expect([...of(training)].filter((region) => of(heldOut).has(region))).toEqual([]);
    expect(of(heldOut).size).toBeGreaterThan(5);
  });

  it('is another with another seed, and grows with its share', () => {
    expect(splitArchive(regions, 0.3, 2).heldOut).not.toEqual(heldOut);
    expect(splitArchive(regions, 0.5, 1).heldOut).toEqual(expect.arrayContaining([...heldOut]));
    expect(splitArchive(regions, 0, 1).heldOut).toEqual([]);
  });

  it('gives an archive of its own', () => {
    const part = subset(regions, heldOut);
    expect(part.size).toBe(heldOut.length);
    expect(part.id(2)).toBe(regions.id(heldOut[2]));
    expect(part.position(regions.id(heldOut[2]))).toBe(2);
    expect(part.position(regions.id(training[0]))).toBe(-1);
    expect(part.parameter('any')?.[2]).toBe(heldOut[2]);
  });
});
