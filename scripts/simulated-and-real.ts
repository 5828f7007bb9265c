/** Draws docs/images/simulated-and-real.png: `npx vite-node scripts/simulated-and-real.ts`. Requires ../shared/data. */
import { decode, encode } from 'fast-png';
import { readRealPatches } from '../bench/calibration/real-patches.js';
import { writeAtomically } from '../src/archive/atomic-write.js';
import { simulatedArchive } from '../src/archive/simulated-archive.js';
import { rasterise, sheet } from '../src/render/index.js';
import type { SheetPicture } from '../src/render/index.js';

const FILE = 'docs/images/simulated-and-real.png';

/** One frame of each real region, and simulated ones, chosen by eye for variety. */
const REAL = /^sharp_(377|2491|3700)_|^hmi_(20100830|20101027|20110402)_/;
const SIMULATED = [
  '0002-10',
  '0022-12',
  '0032-11',
  '0013-09',
  '0047-02',
  '0044-01',
  '0005-11',
  '0027-00',
  '0016-10',
  '0053-04',
  '0033-02',
  '0010-08',
  '0041-00',
  '0035-12',
];

const real = (await readRealPatches('../shared/data/patches')).filter(({ id }) => REAL.test(id));
const archive = simulatedArchive({ seed: 1 });
const simulated = await Promise.all(
  SIMULATED.map(async (id): Promise<SheetPicture> => ({
    field: await archive.patch(archive.position(`sim-${id}`)),
    caption: [`sim-${id}`],
  })),
);
const drawing = sheet({
  rows: [
    {
      label: 'Real: SHARP radial field and line-of-sight cutouts',
      pictures: real.map(({ id, field }) => ({ field, caption: [id] })),
    },
    { label: 'Simulated', pictures: simulated },
  ],
  across: 7,
  map: 'grey',
  limit: 0.5,
  footer:
    'Radial field from −500 G (black) to 500 G (white). Real data: courtesy of NASA/SDO and the AIA, EVE, and HMI science teams.',
});
// Nothing in it is coloured: one channel makes a third of the file.
const { width, height, data } = decode(await rasterise(drawing, { scale: 0.8 }));
const grey = Uint8Array.from({ length: width * height }, (_, pixel) => data[4 * pixel]);
await writeAtomically(FILE, encode({ width, height, data: grey, channels: 1 }));
