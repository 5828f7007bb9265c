/** Real SHARPs, saved by giq: where their pixels lie stays the same, says astropy. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSession } from '../../../src/runtime/session.js';
import { hasOriginals, ORIGINALS } from '../../archive/readers/support.js';
import { hasModules, python } from '../../support/python.js';
import { tell } from '../../support/sessions.js';

/** The edges of both boxes, and a point inside, as shares of their sides. */
const COMPARE = `
import json, sys, warnings
from astropy.io import fits
from astropy.wcs import WCS
shares = [(0, 0), (1, 0), (0, 1), (0.3, 0.8)]
def places(path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore" if path == sys.argv[1] else "error")
        with fits.open(path) as hdus:
            hdu = next(h for h in hdus if h.header.get("CTYPE1", "").endswith("CEA"))
            height, width = hdu.shape
            wcs = WCS(hdu.header)
            return [[float(x) for x in wcs.wcs_pix2world([[e * width + 0.5, s * height + 0.5]], 1)[0]] for e, s in shares]
print(json.dumps([places(path) for path in sys.argv[1:]]))`;

const files = hasOriginals
  ? readdirSync(ORIGINALS).filter((name) => /^hmi\.sharp_cea.*Br\.fits$/.test(name))
  : [];
const isPossible = files.length > 0 && hasModules('numpy', 'astropy.io.fits');

describe.skipIf(!isPossible)('a SHARP (skipped without ../shared/data or astropy)', () => {
  it.each(files)('%s keeps its place on the Sun', async (name) => {
    const directory = mkdtempSync(join(tmpdir(), 'giq-sharps-'));
    const session = createSession({ directory });
    const original = join(ORIGINALS, name);
    const { outcome } = await tell(session, `load "${original}" | save "saved.fits"`);
    expect(outcome).toBe('ok');
    const [before, after] = python<number[][][]>(COMPARE, original, join(directory, 'saved.fits'));
    await session.dispose();
    rmSync(directory, { recursive: true });
    before.flat().forEach((value, index) => expect(after.flat()[index]).toBeCloseTo(value, 6));
  });
});
