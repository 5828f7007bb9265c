/**
 * Writes as many different SHARP files as are wanted, of real size, real compression and real headers.
 *
 *     npx vite-node bench/synthetic-sharps.ts TEMPLATES COUNT FOLDER
 *
 * The rows of a Rice-compressed image are tiles of their own, so that the rows of a template in another order are another
 * image, which costs no compressing: only the table that says where each row lies changes, and the sum of the data (DATASUM)
 * stays what it is. The same arguments give the same files.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findImages } from '../src/archive/readers/fits/hdus.js';

/** A file whose rows are put in another order. */
interface Template {
  readonly bytes: Buffer;
  /** Where the descriptors of the rows begin, 8 bytes each, and how many there are. */
  readonly rows: number;
  readonly count: number;
}

/** Rows that stay together: what lies near on the Sun stays near. */
const BAND = 24;
const DESCRIPTOR = 8;
const FILES_A_FOLDER = 1000;
const CADENCE = 12 * 60_000;
const FIRST_RECORD = Date.UTC(2011, 0, 1);

/** Segments with the field of SHARPs; bitmaps and what is not compressed are no templates. */
const TEMPLATE = /^hmi\.sharp_cea_720s\..*\.Br\.fits$/;

/** Writes `count` files into folders of a thousand, every other one of the largest template. @returns bytes in all */
function writeSyntheticSharps(templates: string, count: number, folder: string): number {
  const all = readdirSync(templates)
    .filter((name) => TEMPLATE.test(name))
    .sort()
    .map((name) => openTemplate(join(templates, name)));
  const largest = all.reduce((one, other) => (other.bytes.length > one.bytes.length ? other : one));
  let bytes = 0;
  for (let number = 0; number < count; number++) {
    const place = join(folder, String(Math.floor(number / FILES_A_FOLDER)).padStart(3, '0'));
    if (number % FILES_A_FOLDER === 0) mkdirSync(place, { recursive: true });
    const { name, content } = variant(number % 2 ? all[(number >> 1) % all.length] : largest, number);
    writeFileSync(join(place, name), content);
    bytes += content.length;
  }
  return bytes;
}

function openTemplate(path: string): Template {
  const bytes = readFileSync(path);
  const [{ hdu, height }] = findImages(bytes, path);
  return { bytes, rows: hdu.dataStart, count: height };
}

function variant({ bytes, rows, count }: Template, number: number): { name: string; content: Buffer } {
  const content = Buffer.from(bytes);
  orderOf(count, number).forEach((from, to) => {
    const start = rows + from * DESCRIPTOR;
    bytes.copy(content, rows + to * DESCRIPTOR, start, start + DESCRIPTOR);
  });
  const region = 10_000 + (number >> 6);
  const time = recordTime(number);
  setCard(content, rows, 'HARPNUM', String(region).padStart(20));
  setCard(content, rows, 'NOAA_AR', String(region).padStart(20));
  setCard(content, rows, 'T_REC', `'${time}'`);
  const compact = time.replaceAll('.', '').replaceAll(':', '');
  return { name: `hmi.sharp_cea_720s.${region}.${compact}.Br.fits`, content };
}

/** Bands in another order, and all of it turned by some rows: different for every number, and quick. */
function orderOf(count: number, number: number): number[] {
  const bands = Array.from({ length: Math.floor(count / BAND) }, (_, band) => band);
  let state = (number + 1) >>> 0;
  for (let left = bands.length - 1; left > 0; left--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (left + 1));
    [bands[left], bands[other]] = [bands[other], bands[left]];
  }
  const rest = Array.from({ length: count % BAND }, (_, row) => bands.length * BAND + row);
  const order = [
    ...bands.flatMap((band) => Array.from({ length: BAND }, (_, row) => band * BAND + row)),
    ...rest,
  ];
  return order.map((_, row) => order[(row + number) % count]);
}

/** As T_REC is written: 2011.02.15_02:00:00_TAI. */
function recordTime(number: number): string {
  const text = new Date(FIRST_RECORD + number * CADENCE).toISOString();
  return `${text.slice(0, 10).replaceAll('-', '.')}_${text.slice(11, 19)}_TAI`;
}

/** Overwrites the value of a card that is there; the header ends at `end`. */
function setCard(content: Buffer, end: number, keyword: string, value: string): void {
  const at = content.subarray(0, end).indexOf(`${keyword.padEnd(8)}= `);
  if (at < 0) throw new Error(`a template has no ${keyword}`);
  content.write(value.padEnd(70), at + 10, 'latin1');
}

const [templates, count, folder] = process.argv.slice(2);
const bytes = writeSyntheticSharps(templates, Number(count), folder);
console.log(`${count} files, ${(bytes / 1e9).toFixed(2)} GB`);
