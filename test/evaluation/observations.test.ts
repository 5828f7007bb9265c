/** Observations as queries: the toy's six, with rotations and places that make every match one to work out by hand. */
import { describe, expect, it } from 'vitest';
import type { Archive, Meta } from '../../src/archive/archive.js';
import { evaluateWorld } from '../../src/evaluation/evaluate.js';
import { recurrencesOf } from '../../src/evaluation/measures/recurrence.js';
import type { SectionReport } from '../../src/evaluation/report.js';
import { observations } from '../../src/evaluation/sections/observations.js';
import type { World } from '../../src/models/world.js';
import { toyArchive, toyWorld } from '../support/toy-world.js';

/** Two dipoles of each polarity in rotations 1 and 2; an offset and a dipole from north to south in rotation 3. */
const METAS: readonly Meta[] = [
  { cr: 1, lat: -20, lon: 355 },
  { cr: 2, lat: -18, lon: 1 },
  { cr: 1, lat: 10, lon: 100 },
  { cr: 2, lat: 10, lon: 150 },
  { cr: 3, lat: 30, lon: 200 },
  { cr: 3, lat: 5, lon: 250 },
];
const COLUMNS: Readonly<Record<string, readonly number[]>> = {
  PSEP: [1, 2, 3, 4, NaN, NaN],
  POLARITY: [1, 1, -1, -1, NaN, NaN],
};

const archive: Archive = {
  ...toyArchive,
  meta: (position) => METAS[position],
  parameter: (name) => Float64Array.from(COLUMNS[name] ?? METAS.map((_, position) => position)),
};

async function evaluated(split: World['manifest']['split']): Promise<SectionReport> {
  const engine = { name: 'none', load: () => Promise.reject(new Error('no engine')), dispose: () => {} };
  const world = { ...toyWorld, manifest: { ...toyWorld.manifest, split }, archive: async () => archive };
  const { sections } = await evaluateWorld({
    ...{ world, engine, seed: 1, queries: 6, sections: [observations], progress: () => {} },
    signal: new AbortController().signal,
  });
  return sections[0];
}

describe('retrieval of observations', () => {
  it('matches each with the nearest of another rotation', async () => {
    const section = await evaluated({ heldOut: 1, seed: 1 });
    if (section.state !== 'done') throw new Error(section.reason);
    const [pearson, , polarity, recurrence] = section.tables;
    const column = pearson.columns.findIndex(({ name }) => name === 'encoder alone');
    const cell = (table: typeof pearson, row: string) =>
      table.rows.find(([name]) => name === row)?.[column] ?? null;
    // 0 and 1 find one another, and so do 2 and 3: (1, 2), (2, 1), (3, 4), (4, 3).
    expect(cell(pearson, 'PSEP')).toMatchObject({ value: expect.closeTo(0.6, 10) });
    expect(cell(polarity, 'polarity agrees')).toMatchObject({ value: 1 });
    expect(polarity.note).toContain('Left out: TUF, R, PSEP');
    expect(recurrence.note).toContain('Share of 1 regions');
    expect(cell(recurrence, 'held out')).toMatchObject({ value: 1 });
  });

  it('is left out where everything was trained on', async () => {
    const reason = expect.stringContaining('no set of observations that nothing was trained on');
    expect(await evaluated(undefined)).toMatchObject({ state: 'left-out', reason });
  });
});

describe('regions that come back', () => {
  const of = (...metas: Meta[]) =>
    recurrencesOf({ ...toyArchive, size: metas.length, meta: (position) => metas[position] });

  it('are near in the next rotation, across the zero meridian too; the nearest counts', () => {
    const first = { cr: 7, lat: 0, lon: 359 };
    expect(of(first, { cr: 8, lat: 4, lon: 3 }, { cr: 8, lat: 1, lon: 1 })).toEqual([{ first: 0, next: 2 }]);
    expect(of(first, { cr: 9, lat: 0, lon: 0 })).toEqual([]);
    expect(of(first, { cr: 8, lat: 5, lon: 0 }, { cr: 8, lat: 0, lon: 9 })).toEqual([]);
  });

  it('are known by dates and Carrington longitudes, and are not those seen for the first time', () => {
    // Carrington rotation 2107 began on 17 February 2011, 2108 on 16 March (almanac).
    const metas = [
      { date: '2011-03-01T00:00:00Z', lat: 10, crlon: 40, lon: 12 },
      { date: '2011-03-28T00:00:00Z', lat: 10, crlon: 41, lon: -50 },
    ];
    expect(of(...metas)).toEqual([{ first: 0, next: 1 }]);
    expect(of(metas[0], { ...metas[1], cat_new: 1 })).toEqual([]);
  });
});
