/** Every kind of value in every format that takes it, read back in this process; and by other people's programs below. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { unzipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromPatch } from '../../../src/archive/regions/equal-area.js';
import { decodeNpyArray } from '../../../src/archive/readers/npy.js';
import { formats } from '../../../src/runtime/formats/index.js';
import { createSession, evaluate, type Session } from '../../../src/runtime/session.js';
import type { Item, Value } from '../../../src/runtime/values.js';
import { hasModules, python } from '../../support/python.js';
import { tell } from '../../support/sessions.js';

const KINDS = {
  latents: 'let latents = generate 2 seed 42',
  patches: 'let patches = observe "sim-0123-05" "sim-0001-02"',
  matches: 'let matches = latents | retrieve k=2',
  table: 'let table = patches | measure',
} as const;
type Kind = keyof typeof KINDS;
const kinds = Object.keys(KINDS) as Kind[];

let directory: string;
let session: Session;
const file = (name: string) => join(directory, name);

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'giq-formats-'));
  session = createSession({ directory, engine: 'tfjs-wasm' });
  const saves = kinds.map((kind) => {
    const fitting = formats.filter(({ accepts }) => accepts.includes(kind));
    return `${kind}${fitting.map(({ extension }) => ` | save "${kind}${extension}"`).join('')}`;
  });
  const sweep =
    'generate seed 42 | sweep TUF steps 3 | save "sweep.gif" | save "sweep.apng" | save "sweep.parquet"';
  const { outcome } = await tell(session, [...Object.values(KINDS), ...saves, sweep].join('\n'));
  if (outcome !== 'ok') throw new Error('the values could not be saved');
}, 120_000);

afterAll(async () => {
  await session.dispose();
  rmSync(directory, { recursive: true });
});

function itemsOf(value: Value | undefined): readonly Item[] {
  if (value?.kind !== 'patches') throw new Error('patches were expected');
  return value.items;
}

const arrayIn = (members: Record<string, Uint8Array>, name: string) =>
  decodeNpyArray(members[`${name}.npy`], name);

describe('NPZ', () => {
  it('has pixels, latents and columns of the same rows', () => {
    const members = unzipSync(readFileSync(file('latents.npz')));
    const latents = session.bindings.get('latents');
    const items = latents?.kind === 'latents' ? latents.items : [];
    expect(arrayIn(members, 'pixels').shape).toEqual([2, 128, 128]);
    expect([...arrayIn(members, 'pixels').values.subarray(0, 128 * 128)]).toEqual([
      ...items[0].cache.patch!.pixels.map((kilogauss) => 1000 * kilogauss),
    ]);
    expect([...arrayIn(members, 'latents').values]).toEqual(
      items.flatMap(({ latent }) => [...latent!].map(Math.fround)),
    );
    expect(arrayIn(members, 'TUF').shape).toEqual([2]);
  });

  it('of matches has the queries beside them', () => {
    const members = unzipSync(readFileSync(file('matches.npz')));
    expect(arrayIn(members, 'pixels').shape).toEqual([4, 128, 128]);
    expect(arrayIn(members, 'query_pixels').shape).toEqual([2, 128, 128]);
    expect([...arrayIn(members, 'rank').values]).toEqual([1, 2, 1, 2]);
  });

  it('is read by load as it is', async () => {
    const [first] = itemsOf(await evaluate(session, 'load "patches.npz"'));
    const [original] = itemsOf(session.bindings.get('patches'));
    const differences = first.cache.patch!.pixels.map(
      (value, at) => value - original.cache.patch!.pixels[at],
    );
    expect(Math.max(...differences.map(Math.abs))).toBeLessThan(1e-6);
  });
});

describe('Parquet', () => {
  it('has the rows of the CSV file', async () => {
    const rows = await parquetReadObjects({
      file: Uint8Array.from(readFileSync(file('table.parquet'))).buffer,
    });
    const value = session.bindings.get('table');
    if (value?.kind !== 'table') throw new Error('a table was expected');
    const names = value.columns.map(({ name }) => name);
    const back = rows.map((row) => names.map((name) => (row[name] instanceof Date ? 'a date' : row[name])));
    const at = names.indexOf('date');
    expect(back).toEqual(
      value.rows.map((row) => row.map((cell, column) => (column === at ? 'a date' : cell))),
    );
  });
});

describe('FITS', () => {
  it('gives observations back with their metadata, scale and place', async () => {
    const originals = itemsOf(session.bindings.get('patches'));
    const loaded = itemsOf(await evaluate(session, 'load "patches.fits"'));
    expect(loaded.map(({ id, meta, scale }) => ({ id, meta, scale }))).toEqual(
      originals.map(({ id, meta, scale }) => ({ id, meta, scale })),
    );
    loaded.forEach(({ place }, index) => expect(place).toEqual(originals[index].place));
  });
});

describe('the sheet', () => {
  it('is the same as SVG, with its labels as text and nothing from elsewhere', () => {
    const svg = readFileSync(file('matches.svg'), 'utf8');
    expect(svg).toContain('>seed-42-0</text>');
    const addresses = [...svg.matchAll(/href="([^"]*)"/g)].map(([, address]) => address);
    expect(addresses.length).toBeGreaterThanOrEqual(6);
    expect(addresses.filter((address) => !address.startsWith('data:image/png;base64,'))).toEqual([]);
  });
});

describe('a format for another kind', () => {
  it('is refused with those that take it', async () => {
    const { diagnostics } = await tell(session, 'table | save "table.png"');
    expect(diagnostics).toMatchObject([{ code: 'format-for-another-kind' }]);
    expect(diagnostics[0].hints).toEqual(['a table can be written as .npz, .csv, .parquet, .json, .html']);
  });
});

describe.skipIf(!hasModules('numpy'))('NumPy', () => {
  it('reads NPZ and NPY, texts and truths among them', () => {
    const read = python<Record<string, unknown>>(
      `
import json, sys, numpy as np
z = np.load(sys.argv[1])
n = np.load(sys.argv[2])
print(json.dumps({"id": z["id"].tolist(), "same": bool((z["pixels"] == n).all()), "dtype": str(n.dtype),
  "simulated": z["simulated"].tolist(), "units": dict(zip(z["columns"].tolist(), z["units"].tolist()))["TUF"],
  "giq": json.loads(z["giq-provenance.json"])["world"]["name"], "lat": z["lat"].tolist()}))`,
      file('patches.npz'),
      file('patches.npy'),
    );
    expect(read).toEqual({
      ...{ id: ['sim-0123-05', 'sim-0001-02'], same: true, dtype: 'float32', simulated: [true, true] },
      ...{
        units: 'Mx',
        giq: 'solar-sim',
        lat: itemsOf(session.bindings.get('patches')).map(({ meta }) => meta['lat']),
      },
    });
  });
});

describe.skipIf(!hasModules('numpy', 'astropy.io.fits'))('astropy', () => {
  interface Read {
    readonly units: readonly string[];
    readonly corners: readonly (readonly [number, number])[];
    readonly back: number;
    readonly script: string;
    readonly history: number;
  }
  const SCRIPT = `
import json, sys, numpy as np
from astropy.io import fits
from astropy.wcs import WCS
read = []
with fits.open(sys.argv[1], checksum=True) as hdus:
    hdus.verify("exception")
    for hdu in hdus:
        wcs = WCS(hdu.header)
        pixels = np.array([[0, 0], [127, 0], [0, 127], [63.5, 63.5]], float)
        world = wcs.wcs_pix2world(pixels, 0)
        back = float(np.abs(wcs.wcs_world2pix(world, 0) - pixels).max())
        read.append({"units": [str(u) for u in wcs.wcs.cunit], "corners": world.tolist(), "back": back,
          "script": json.loads(hdus[0].header["GIQPROV"])["script"], "history": max(map(len, hdus[0].header["HISTORY"]))})
print(json.dumps(read))`;

  it('verifies observations, their checksums and places on the Sun, without a warning', () => {
    const read = python<Read[]>(SCRIPT, file('patches.fits'));
    itemsOf(session.bindings.get('patches')).forEach(({ place, scale }, index) => {
      const { units, corners, back, script, history } = read[index];
      const [width, height] = [scale!.width, scale!.height].map((length) => (length / 696) * (180 / Math.PI));
      const offsets = [[-63.5, -63.5], [63.5, -63.5], [-63.5, 63.5], [0, 0]] as const; // prettier-ignore
      offsets.forEach(([x, y], corner) => {
        const expected = fromPatch(x * width, y * height, place!);
        const apart = (((corners[corner][0] - expected.longitude + 540) % 360) - 180) as number;
        expect(Math.abs(apart)).toBeLessThan(1e-9);
        expect(corners[corner][1]).toBeCloseTo(expected.latitude, 9);
      });
      expect(units).toEqual(['deg', 'deg']);
      expect(back).toBeLessThan(1e-9);
      expect(script).toContain('let latents = generate 2 seed 42');
      expect(history).toBeLessThanOrEqual(72);
    });
  });

  it('gives generated patches distances in Mm', () => {
    const [{ units, corners, back }] = python<Read[]>(SCRIPT, file('latents.fits'));
    const latents = session.bindings.get('latents');
    const { width, height } = (latents?.kind === 'latents' && latents.items[0].scale) as {
      width: number;
      height: number;
    };
    expect(units).toEqual(['Mm', 'Mm']);
    expect(corners[0][0]).toBeCloseTo(-63.5 * width, 9);
    expect(corners[2][1]).toBeCloseTo(63.5 * height, 9);
    expect(corners[3]).toEqual([0, 0]);
    expect(back).toBeLessThan(1e-9);
  });
});

describe.skipIf(!hasModules('PIL.Image'))('Pillow', () => {
  const frames = (name: string) =>
    python<{ frames: number; durations: number[]; loop: number; text: string }>(
      `
import json, sys
from PIL import Image
with Image.open(sys.argv[1]) as image:
    durations = []
    text = image.info.get("comment", image.info.get("giq-provenance"))
    for index in range(image.n_frames):
        image.seek(index); image.load()
        durations.append(image.info["duration"])
    print(json.dumps({"frames": image.n_frames, "durations": durations, "loop": image.info["loop"],
      "text": text.decode() if isinstance(text, bytes) else text}))`,
      file(name),
    );

  it.each([
    ['sweep.gif', 80],
    ['sweep.apng', 1000 / 12],
  ])('plays %s forwards and back for ever, and finds where it comes from', (name, duration) => {
    const { frames: count, durations, loop, text } = frames(name);
    expect([count, loop]).toEqual([4, 0]);
    durations.forEach((each) => expect(each).toBeCloseTo(duration, 6));
    expect(JSON.parse(text)).toMatchObject({ language: 1, world: { name: 'solar-sim' } });
  });

  it('finds the texts of a PNG', () => {
    const texts = python<Record<string, string>>(
      'import json, sys\nfrom PIL import Image\nwith Image.open(sys.argv[1]) as image: print(json.dumps(image.text))',
      file('matches.png'),
    );
    expect(texts['Software']).toMatch(/^giq \d/);
    expect(texts['giq']).toContain('script: let latents = generate 2 seed 42');
    expect(JSON.parse(texts['giq-provenance'])).toMatchObject({ engine: 'tfjs-wasm' });
  });
});

describe.skipIf(!hasModules('pandas', 'pyarrow'))('pandas', () => {
  it('reads Parquet', () => {
    const [types, ids] = python<[Record<string, string>, string[]]>(
      'import json, sys, pandas as pd\nt = pd.read_parquet(sys.argv[1])\n' +
        'print(json.dumps([t.dtypes.astype(str).to_dict(), t["id"].tolist()]))',
      file('table.parquet'),
    );
    expect(types).toMatchObject({ TUF: 'float64', simulated: 'bool' });
    expect(types['date']).toMatch(/^datetime64\[ms/);
    expect(ids).toEqual(['sim-0123-05', 'sim-0001-02']);
  });
});

const POPPLER = { info: 'pdfinfo', text: 'pdftotext' };

function hasPoppler(): boolean {
  try {
    execFileSync(POPPLER.info, ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('skipped: there is no pdfinfo (poppler-utils)\n');
    return false;
  }
}

describe.skipIf(!hasPoppler())('Poppler', () => {
  it('reads the page, its texts and its properties', () => {
    const info = execFileSync(POPPLER.info, [file('matches.pdf')], { encoding: 'utf8' });
    expect(info).toMatch(/^Pages: +1$/m);
    expect(info).toMatch(/^Creator: +giq \d/m);
    const text = execFileSync(POPPLER.text, [file('matches.pdf'), '-'], { encoding: 'utf8' });
    expect(text).toContain('seed-42-0');
    expect(text).toMatch(/TUF \d\.\d+e2\d Mx/);
  });
});
