import { appendFileSync, copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeFits } from '../../../src/archive/writers/fits.js';
import { encodeNpy } from '../../../src/archive/writers/npy.js';
import { toPatch } from '../../../src/physics/resample.js';
import { failureOf } from '../readers/support.js';
import {
  archiveOf,
  bipole,
  bytesOf,
  openMade,
  reportOf,
  temporaryFolder,
  valuesOf,
  writeSharp,
} from './support.js';

let work: { path: string; remove: () => void };
beforeEach(() => (work = temporaryFolder()));
afterEach(() => work.remove());

const at = (...names: string[]) => join(work.path, ...names);

describe('an archive of FITS files', () => {
  it('has the patches to half a step, and their metadata', async () => {
    writeSharp(at('in'), 1, {
      HARPNUM: 378,
      T_REC: '2011.02.11_02:00:00_TAI',
      LAT_FWT: -20.5,
      R_VALUE: 4.5,
      QUALITY: 0,
    });
    await archiveOf([at('in')], at('out'));
    const archive = await openMade(at('out'));
    const expected = toPatch({ values: bipole(1), width: 40, height: 30, rowZero: 'north' }).pixels;
    const found = (await archive.patch(0)).pixels;
    const worst = found.reduce((most, value, pixel) => Math.max(most, Math.abs(value - expected[pixel])), 0);
    expect(archive.size).toBe(1);
    expect(worst).toBeLessThanOrEqual(0.5 / 32767 + 1e-7);
    expect(archive.meta(0)).toMatchObject({
      date: '2011-02-11T01:59:26Z',
      region: 'HARP 378',
      lat: -20.5,
      r_value: 4.5,
      record: 'hmi.sharp_cea_720s[378][2011.02.11_02:00:00_TAI]{Br}',
    });
  });

  it('knows the pixel of a series whose files have no keywords', async () => {
    writeSharp(at('in'), 1);
    await archiveOf([at('in')], at('out'));
    const degree = (Math.PI / 180) * 696;
    const scale = (await openMade(at('out'))).scale!(0)!;
    expect(scale.width).toBeCloseTo((0.03 * degree * 40) / 128, 5);
    expect(scale.height).toBeCloseTo((0.03 * degree * 30) / 128, 5);
  });

  it('takes keywords that the header lacks from records.jsonl', async () => {
    const path = writeSharp(at('in'), 1, { LAT_FWT: -20.5 });
    const file = path.slice(at('in').length + 1);
    const keywords = { LAT_FWT: '99', LON_FWT: '12.5', NOAA_AR: '11158', USFLUX: 'nan', AREA_ACR: '55.5' };
    const record = { file, record: 'hmi.x[1][2]{Br}', series: 'hmi.x', keywords };
    writeFileSync(at('in', 'records.jsonl'), `${JSON.stringify(record)}\n{"file": "cut sh`);
    await archiveOf([at('in')], at('out'));
    const meta = (await openMade(at('out'))).meta(0);
    expect(meta).toMatchObject({
      lat: -20.5,
      lon: 12.5,
      noaa: 11158,
      area_acr: 55.5,
      record: 'hmi.x[1][2]{Br}',
    });
    expect(meta).not.toHaveProperty('usflux');
  });

  it('lists bad files and does not stop at them', async () => {
    writeSharp(at('in'), 1, { QUALITY: 65536 });
    writeSharp(at('in'), 2, { QUALITY: -2147483648 });
    const good = writeSharp(at('in'), 3, { QUALITY: 1024 });
    copyFileSync(good, at('in', 'the-same.fits'));
    truncateSync(writeSharp(at('in'), 4), 4000);
    writeFileSync(at('in', 'z.fits'), 'no FITS file');
    const gaps = bipole(5).map((value, pixel) => (pixel < 400 ? NaN : value));
    writeFileSync(at('in', 'gaps.fits'), encodeFits(gaps, 40, 30));
    await archiveOf([at('in')], at('out'));
    expect((await openMade(at('out'))).size).toBe(1);
    const expected = [
      ['duplicate', 'duplicate-patch'],
      ['refused', 'file-format-unknown'],
      ['refused', 'file-truncated'],
      ['refused', 'quality-bad'],
      ['refused', 'quality-bad'],
      ['refused', 'too-much-missing'],
    ];
    expect(reportOf(at('out')).sort()).toEqual(expected.map((row) => row.join(' ')));
  });

  it('is refused where nothing can be used, and says where the reasons are', async () => {
    writeSharp(at('in'), 1, { QUALITY: 65536 });
    const diagnostic = await failureOf(archiveOf([at('in')], at('out')));
    expect(diagnostic.code).toBe('archive-empty');
    expect(readFileSync(at('out.partial', 'report.csv'), 'utf8')).toContain('quality-bad');
  });

  it('gives each observation an id of its own', async () => {
    for (const folder of ['a', 'b'])
      writeFileSync(writeSharp(at('in', folder), 1), encodeFits(bipole(folder === 'a' ? 1 : 2), 40, 30));
    await archiveOf([at('in')], at('out'));
    const ids = valuesOf(await openMade(at('out')), 'id');
    expect(ids).toEqual([
      `hmi.sharp_cea_720s.378.20110211_020000_TAI.Br`,
      `hmi.sharp_cea_720s.378.20110211_020000_TAI.Br-2`,
    ]);
  });
});

describe('an archive of a stack', () => {
  const stack = (count: number) => {
    const values = new Float32Array(count * 1200);
    for (let image = 0; image < count; image++) values.set(bipole(image), image * 1200);
    return encodeNpy(values, [count, 30, 40]);
  };

  it('takes rows of the CSV file of its name', async () => {
    writeFileSync(at('patches.npy'), stack(3));
    writeFileSync(
      at('patches.csv'),
      'id,HARPNUM,date,cr,box_deg,Flux [Mx]\na,1,2010-05-09T19:15,2096,10,\nb,,2010-05-10,2096,20,5e21\nc,3,,,,7e21\n',
    );
    await archiveOf([at('patches.npy')], at('out'));
    const archive = await openMade(at('out'));
    expect(valuesOf(archive, 'id')).toEqual(['a', 'b', 'c']);
    expect(valuesOf(archive, 'date')).toEqual(['2010-05-09T19:15:00Z', '2010-05-10T00:00:00Z', undefined]);
    expect(valuesOf(archive, 'region')).toEqual(['HARP 1', undefined, 'HARP 3']);
    expect(valuesOf(archive, 'flux_mx')).toEqual([undefined, 5e21, 7e21]);
    expect(archive.scale!(1)!.width).toBeCloseTo((20 * (Math.PI / 180) * 696) / 128, 5);
    expect(archive.scale!(2)).toBeUndefined();
  });

  it('is refused where rows and images do not match', async () => {
    writeFileSync(at('patches.npy'), stack(3));
    writeFileSync(at('patches.csv'), 'id\na\nb\n');
    const diagnostic = await failureOf(archiveOf([at('patches.npy')], at('out')));
    expect(diagnostic.code).toBe('sidecar-rows');
  });

  it('takes rows by file from a table of all', async () => {
    writeSharp(at('in'), 1);
    writeSharp(at('in'), 2);
    writeFileSync(
      at('all.csv'),
      'file,noaa\nelsewhere/hmi.sharp_cea_720s.379.20110212_020000_TAI.Br.fits,11158\n',
    );
    await archiveOf([at('in')], at('out'), { metadata: at('all.csv') });
    expect(valuesOf(await openMade(at('out')), 'noaa')).toEqual([undefined, 11158]);
  });

  it('is turned where its first row is south', async () => {
    writeFileSync(at('patches.npy'), stack(1));
    await archiveOf([at('patches.npy')], at('north'));
    const options = { missing: 0.25, rowZero: 'south' } as const;
    await archiveOf([at('patches.npy')], at('south'), { options });
    const [north, south] = await Promise.all(
      [at('north'), at('south')].map(async (path) => (await (await openMade(path)).patch(0)).pixels),
    );
    expect(south).toEqual(
      north.map((_, pixel) => north[(127 - Math.floor(pixel / 128)) * 128 + (pixel % 128)]),
    );
  });

  it('is refused where its unit cannot be gauss and none was stated', async () => {
    const weak = Float32Array.from(bipole(1), (value) => value / 1000);
    writeFileSync(at('weak.npy'), encodeNpy(weak, [1, 30, 40]));
    expect((await failureOf(archiveOf([at('weak.npy')], at('out')))).code).toBe('archive-empty');
    await archiveOf([at('weak.npy')], at('stated'), { options: { missing: 0.25, gaussPerUnit: 1000 } });
    expect((await openMade(at('stated'))).size).toBe(1);
  });
});

describe('an interrupted run', () => {
  const write = () => {
    for (let number = 1; number <= 9; number++) writeSharp(at('in'), number, { HARPNUM: number });
    writeFileSync(at('in', 'bad.fits'), 'bad');
  };

  /** Stops after some images, as Ctrl-C does. */
  async function interrupted(images: number): Promise<void> {
    const stop = new AbortController();
    let seen = 0;
    const onProgress = () => ++seen === images && stop.abort();
    const diagnostic = await failureOf(archiveOf([at('in')], at('out'), { signal: stop.signal, onProgress }));
    expect(diagnostic.code).toBe('cancelled');
  }

  it('ends with the same bytes when it goes on, whatever a kill has left behind', async () => {
    write();
    await archiveOf([at('in')], at('whole'));
    await interrupted(4);
    appendFileSync(at('out.partial', 'journal.jsonl'), '{"file":4,"image":0,"of":1,"ro');
    appendFileSync(at('out.partial', 'patches.int16'), Buffer.alloc(40_000, 1));
    await archiveOf([at('in')], at('out'), { resume: true });
    expect(bytesOf(at('out'))).toEqual(bytesOf(at('whole')));
  });

  it('drops lines whose patches were lost', async () => {
    write();
    await archiveOf([at('in')], at('whole'));
    await interrupted(6);
    truncateSync(at('out.partial', 'patches.int16'), 2 * 32_768 + 5);
    await archiveOf([at('in')], at('out'), { resume: true });
    expect(bytesOf(at('out'))).toEqual(bytesOf(at('whole')));
  });

  it('goes on in the middle of a stack', async () => {
    const values = new Float32Array(6 * 1200);
    for (let image = 0; image < 6; image++) values.set(bipole(image), image * 1200);
    writeFileSync(writeSharp(at('in'), 1).replace('.fits', '.npy'), encodeNpy(values, [6, 30, 40]));
    await archiveOf([at('in')], at('whole'));
    await interrupted(3);
    await archiveOf([at('in')], at('out'), { resume: true });
    expect(bytesOf(at('out'))).toEqual(bytesOf(at('whole')));
  });

  it('is neither overwritten nor mixed with another', async () => {
    write();
    await interrupted(4);
    const begin = (more: object) => failureOf(archiveOf([at('in')], at('out'), more));
    expect((await begin({})).code).toBe('archive-begun');
    expect((await begin({ resume: true, options: { missing: 0.5 } })).message).toContain('other options');
    writeSharp(at('in'), 10);
    const { code, message } = await begin({ resume: true });
    expect([code, message]).toEqual(['archive-changed', expect.stringContaining('other files')]);
  });

  it('leaves an archive that is there alone', async () => {
    write();
    await archiveOf([at('in')], at('out'));
    expect((await failureOf(archiveOf([at('in')], at('out')))).code).toBe('archive-exists');
  });
});
