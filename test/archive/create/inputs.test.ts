import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findInputs } from '../../../src/archive/create/inputs.js';
import { failureOf } from '../readers/support.js';
import { temporaryFolder } from './support.js';

let work: { path: string; remove: () => void };
beforeEach(() => {
  work = temporaryFolder();
  mkdirSync(join(work.path, 'b'));
  for (const file of [
    '2.fits',
    '1.fits.gz',
    'notes.txt',
    'b/3.FITS',
    'b/4.npy',
    'b/x[1].h5',
    'c.fits.fz',
    'd.mat',
  ])
    writeFileSync(join(work.path, file), 'x');
});
afterEach(() => work.remove());

const found = async (...from: string[]) =>
  (await findInputs(from.map((each) => join(work.path, each)))).map(({ path }) =>
    path.slice(work.path.length + 1),
  );

describe('files that a command line names', () => {
  it.each([
    [['.'], ['1.fits.gz', '2.fits', 'b/3.FITS', 'b/4.npy', 'b/x[1].h5', 'c.fits.fz', 'd.mat']],
    [['*.fits*'], ['1.fits.gz', '2.fits', 'c.fits.fz']],
    [
      ['**/*.FITS', '2.fits', '2.fits'],
      ['2.fits', 'b/3.FITS'],
    ],
    [['b/?.*'], ['b/3.FITS', 'b/4.npy']],
    [['notes.txt'], ['notes.txt']],
    [['b/x[1].h5'], ['b/x[1].h5']],
  ])('%j are %j', async (from, expected) => {
    expect(await found(...from)).toEqual(expected);
  });

  it.each(['nowhere.fits', '*.png'])('%s is refused', async (from) => {
    expect((await failureOf(findInputs([join(work.path, from)]))).code).toBe('archive-without-files');
  });
});
