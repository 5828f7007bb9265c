import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFits } from '../../../src/archive/readers/fits/index.js';
import { parseHeader } from '../../../src/archive/readers/fits/header.js';
import { encodeFits } from '../../../src/archive/writers/index.js';
import type { FitsCard } from '../../../src/archive/writers/index.js';

const LONG = "generate seed 42 | shift TUF +3 keeping R # it's a quote ''' in a long text, ".repeat(5).trim();

const CARDS: readonly FitsCard[] = [
  ['HARPNUM', 377, 'number of the patch'],
  ['LAT_FWT', -20.201988],
  ['USFLUX', 2.71476e22],
  ['R_VALUE', NaN, 'missing'],
  ['SIMULATD', true],
  ['ORIGIN', "giq's own", 'a comment that is far too long to fit behind its value in a single card of 80'],
  ['LONGTEXT', LONG, 'a comment on a long text'],
  ['giq world name', 'solar-sim'],
  ['HISTORY', 'first line\nsecond line, '.repeat(8)],
  ['COMMENT', 'Größe – ümlauts and 太陽'],
];

const VALUES = Float32Array.of(1, 2, 3, -4.5, NaN, 6e-8);

/** The 80-character records of a header. */
function records(bytes: Uint8Array): string[] {
  const { dataStart } = parseHeader(bytes, 0)!;
  return Buffer.from(bytes.subarray(0, dataStart)).toString('latin1').match(/.{80}/g)!;
}

describe('encodeFits', () => {
  const bytes = encodeFits(VALUES, 3, 2, CARDS);

  it('writes blocks of 2880 bytes with a header of printable ASCII', () => {
    expect(bytes.length % 2880).toBe(0);
    expect(records(bytes).every((record) => /^[\x20-\x7e]{80}$/.test(record))).toBe(true);
    expect(records(bytes)[0]).toMatch(/^SIMPLE {2}= {20}T \/ conforms/);
  });

  it('writes the southernmost row first', () => {
    expect([...decodeFits(bytes, 'a.fits').values]).toEqual([-4.5, NaN, Math.fround(6e-8), 1, 2, 3]);
  });

  it('writes cards that are read back', () => {
    const { header } = parseHeader(bytes, 0)!;
    expect(header.get('HARPNUM')).toBe(377);
    expect(header.get('USFLUX')).toBe(2.71476e22);
    expect(header.get('R_VALUE')).toBeNull();
    expect(header.get('SIMULATD')).toBe(true);
    expect(header.get('ORIGIN')).toBe("giq's own");
    expect(header.get('LONGTEXT')).toBe(LONG);
    expect(header.get('GIQ WORLD NAME')).toBe('solar-sim');
    expect(header.get('LONGSTRN')).toBe('OGIP 1.0');
    expect(records(bytes).filter((record) => record.startsWith('HISTORY')).length).toBe(9);
    expect(records(bytes).find((record) => record.startsWith('COMMENT'))).toMatch(
      /^COMMENT Große \? umlauts and \?\?|^COMMENT Gro\?e \? umlauts and \?\?/,
    );
  });

  it('keeps the pixels and its own structure, whatever cards are given', () => {
    const cards: FitsCard[] = [['NAXIS1', 99], ['BZERO', 5], ['BUNIT', 'kG'], ['END', 'x']]; // prettier-ignore
    const image = decodeFits(encodeFits(VALUES, 3, 2, cards), 'a.fits');
    expect([image.width, image.height, image.values[3]]).toEqual([3, 2, 1000]);
  });

  it('reads back any text', () => {
    const text = fc.string({ unit: fc.constantFrom("'", '&', ' ', '/', 'a', '9'), maxLength: 250 });
    fc.assert(
      fc.property(text, (value) => {
        const { header } = parseHeader(encodeFits(VALUES, 3, 2, [['TEXT', value, 'note']]), 0)!;
        expect(header.get('TEXT')).toBe(value.trimEnd());
      }),
    );
  });

  it('reads back any finite number, without the sign of zero', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const { header } = parseHeader(encodeFits(VALUES, 3, 2, [['NUMBER', value]]), 0)!;
        expect(header.get('NUMBER')).toBe(value + 0);
      }),
    );
  });
});

const PYTHON = process.env['GIQ_PYTHON'] ?? 'python3';

function hasAstropy(): boolean {
  try {
    execFileSync(PYTHON, ['-c', 'import astropy.io.fits'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** astropy 5.2 cannot read apostrophes in CONTINUE cards, its own ones neither, so its text has none. */
const PLAIN = LONG.replaceAll("'", '');

const CHECK = `
import json, sys, warnings
warnings.simplefilter("error")
from astropy.io import fits
with fits.open(sys.argv[1]) as hdus:
    hdus.verify("exception")
    header = hdus[0].header
    print(json.dumps({"pixel": float(hdus[0].data[0, 0]), "text": header["LONGTEXT"], "world": header["giq world name"],
                      "flux": header["USFLUX"], "history": len(header["HISTORY"]), "origin": header["ORIGIN"]}))
`;

describe.skipIf(!hasAstropy())(
  'encodeFits by astropy (skipped without it; GIQ_PYTHON names the interpreter)',
  () => {
    it('gives files that astropy verifies and reads without a warning', () => {
      const folder = mkdtempSync(join(tmpdir(), 'giq-fits-'));
      const path = join(folder, 'a.fits');
      const cards = CARDS.map((card): FitsCard => (card[1] === LONG ? [card[0], PLAIN, card[2]!] : card));
      writeFileSync(path, encodeFits(VALUES, 3, 2, cards));
      const answer: unknown = JSON.parse(execFileSync(PYTHON, ['-c', CHECK, path], { encoding: 'utf8' }));
      rmSync(folder, { recursive: true });
      expect(answer).toEqual({
        pixel: -4.5,
        text: PLAIN,
        world: 'solar-sim',
        flux: 2.71476e22,
        history: 9,
        origin: "giq's own",
      });
    });
  },
);
