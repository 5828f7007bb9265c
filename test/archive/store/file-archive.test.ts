import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkArchiveFiles, loadDescription } from '../../../src/models/archive-description.js';
import { archiveOf, openMade, temporaryFolder, writeSharp } from '../create/support.js';
import { failureOf } from '../readers/support.js';

let work: { path: string; remove: () => void };
let folder: string;
beforeEach(async () => {
  work = temporaryFolder();
  folder = join(work.path, 'out');
  for (let number = 1; number <= 3; number++)
    writeSharp(join(work.path, 'in'), number, { HARPNUM: 100 + number, LAT_FWT: number });
  await archiveOf([join(work.path, 'in')], folder);
});
afterEach(() => work.remove());

const PYTHON = `
import sys, numpy
patches = numpy.memmap(sys.argv[1] + "/patches.int16", dtype="<i2", mode="r").reshape(-1, 128, 128)
gauss = patches * (1000 / 32767)
print(patches.shape[0], float(gauss[1].astype("f8").sum()), float(gauss[2, 40, 50]))
`;
const hasNumpy = spawnSync('/usr/bin/python3', ['-c', 'import numpy']).status === 0;
const hasPandas = spawnSync('/usr/bin/python3', ['-c', 'import pandas, pyarrow']).status === 0;

describe('an archive on disk', () => {
  it('finds observations by position and by id', async () => {
    const archive = await openMade(folder);
    const ids = [0, 1, 2].map((position) => archive.id(position));
    expect(ids.map((id) => archive.position(id))).toEqual([0, 1, 2]);
    expect(archive.position('another')).toBe(-1);
    expect([0, 1, 2].map((position) => archive.meta(position)['lat'])).toEqual([1, 2, 3]);
    expect(archive.fields.find(({ name }) => name === 'lat')).toMatchObject({ type: 'number', unit: 'deg' });
    for (const [field, value] of Object.entries(archive.meta(1)))
      expect(archive.value?.(1, field)).toBe(value);
    expect(archive.value?.(1, 'nothing')).toBeNull();
    expect(() => archive.id(3)).toThrow(RangeError);
    await expect(archive.patch(3)).rejects.toThrow(RangeError);
  });

  it('says when patches are missing', async () => {
    truncateSync(join(folder, 'patches.int16'), 2 * 32_768);
    expect((await failureOf(openMade(folder))).code).toBe('archive-damaged');
  });

  it('is compared with its hashes', async () => {
    appendFileSync(join(folder, 'report.csv'), 'x');
    const states = Object.fromEntries(
      (await checkArchiveFiles(folder)).map(({ file, state }) => [file, state]),
    );
    expect(states).toEqual({
      'patches.int16': 'whole',
      'observations.parquet': 'whole',
      'report.csv': 'changed',
    });
  });

  it('of a newer format is refused', async () => {
    const path = join(folder, 'archive.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('format: 1', 'format: 2'));
    expect((await failureOf(loadDescription(folder))).code).toBe('file-version');
  });

  it.skipIf(!hasNumpy)('gives numpy the same pixels (skipped without numpy)', async () => {
    const { stdout } = spawnSync('/usr/bin/python3', ['-c', PYTHON, folder], { encoding: 'utf8' });
    const archive = await openMade(folder);
    const [count, sum, pixel] = stdout.split(' ').map(Number);
    const total = (await archive.patch(1)).pixels.reduce((all, value) => all + 1000 * value, 0);
    expect(count).toBe(3);
    expect(sum).toBeCloseTo(total, 1);
    expect(pixel).toBeCloseTo(1000 * (await archive.patch(2)).pixels[40 * 128 + 50], 3);
  });

  it.skipIf(!hasPandas)('gives pandas its metadata (skipped without pandas and pyarrow)', () => {
    const script =
      'import sys, pandas; t = pandas.read_parquet(sys.argv[1]); print(list(t.lat), t.date.dtype.kind)';
    const { stdout } = spawnSync('/usr/bin/python3', ['-c', script, join(folder, 'observations.parquet')], {
      encoding: 'utf8',
    });
    expect(stdout.trim()).toBe('[1.0, 2.0, 3.0] M');
  });
});
