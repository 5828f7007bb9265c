import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkWhole } from '../../../src/archive/jsoc/whole-fits.js';
import { ROOT } from '../../support/root.js';
import { fitsOf, observations } from './observatory.js';

const [first] = observations(1);
const originals = join(ROOT, '../shared/data/originals');
const files = existsSync(originals)
  ? readdirSync(originals).filter((name) => /^(hmi|mdi).*fits$/.test(name))
  : [];

describe('a whole file', () => {
  it.skipIf(files.length === 0).each(files)('is %s of JSOC; without its end it is none', (name) => {
    const bytes = readFileSync(join(originals, name));
    expect(() => checkWhole(bytes, name)).not.toThrow();
    expect(() => checkWhole(bytes.subarray(0, bytes.length - 2881), name)).toThrow(/cut short/);
  });

  it.each([
    ['', /sends nothing/],
    ['<html>Not found', /sends a web page/],
    ['%PDF-1.4', /sends something else/],
  ])('is not `%s`', (text, problem) => {
    expect(() => checkWhole(Buffer.from(text), 'a.fits')).toThrow(problem);
  });

  it('is neither longer nor shorter than its headers say, and has its sum', () => {
    const bytes = fitsOf(first);
    const changed = Uint8Array.from(bytes);
    changed[5000] ^= 1;
    expect(() => checkWhole(Buffer.concat([bytes, bytes.subarray(0, 2880)]), 'a.fits')).toThrow(/announce/);
    expect(() => checkWhole(bytes.subarray(0, 4000), 'a.fits')).toThrow(/cut short/);
    expect(() => checkWhole(changed, 'a.fits')).toThrow(/DATASUM/);
  });
});
