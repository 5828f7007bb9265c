/** Small files that want to be large. Each is refused before memory is asked for. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import * as h5wasm from 'h5wasm/node';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeImages, readImage } from '../../../src/archive/readers/index.js';
import { readLabelLines } from '../../../src/runtime/labels/read-labels.js';
import { failureOf } from '../../models/failure.js';

const MEGABYTE = 2 ** 20;
const home = mkdtempSync(join(tmpdir(), 'giq-bombs-'));
afterAll(() => rmSync(home, { recursive: true }));

function npyHeader(shape: string): Buffer {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape}), }`.padEnd(117) + '\n';
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\0v\0', 'latin1'), Buffer.from(text)]);
}

function pngOf(width: number, height: number, data: Uint8Array): Buffer {
  const chunk = (kind: string, body: Uint8Array) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    return Buffer.concat([length, Buffer.from(kind), body, Buffer.alloc(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const parts = [chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]);
}

function fitsHeader(...cards: string[]): Buffer {
  const text = [...cards, 'END'].map((card) => card.padEnd(80)).join('');
  return Buffer.from(text.padEnd(2880 * Math.ceil(text.length / 2880)));
}

const fits = (width: number, height: number) =>
  fitsHeader('SIMPLE  = T', 'BITPIX  = -32', 'NAXIS   = 2', `NAXIS1  = ${width}`, `NAXIS2  = ${height}`);

const zeros = (bytes: number) => Buffer.alloc(bytes);

describe('a bomb', () => {
  it.each([
    [
      'FITS in gzip',
      () => gzipSync(Buffer.concat([fits(8192, 8192), zeros(256 * MEGABYTE)])),
      'file-damaged',
    ],
    ['FITS of absurd sides', () => fits(2 ** 40, 2 ** 40), 'file-truncated'],
    ['FITS of no data', () => fits(8192, 8192), 'file-truncated'],
    [
      'NPZ',
      () => zipSync({ 'a.npy': Buffer.concat([npyHeader('8192, 8192'), zeros(256 * MEGABYTE)]) }),
      'file-damaged',
    ],
    [
      'NPZ of many members',
      () =>
        zipSync(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.npy`, zeros(4 * MEGABYTE)]))),
      'file-damaged',
    ],
    ['NPY of absurd sides', () => npyHeader('1152921504606846976, 8'), 'file-truncated'],
    ['NPY of negative sides', () => npyHeader('-4, 4'), 'file-damaged'],
    [
      'PNG of absurd sides',
      () => pngOf(2 ** 31 - 1, 2 ** 31 - 1, deflateSync(zeros(100))),
      'image-too-large',
    ],
    ['PNG of no data', () => pngOf(8192, 8192, deflateSync(zeros(100))), 'file-damaged'],
  ])('is refused: %s', async (_, make, code) => {
    const bytes = make();
    const before = process.memoryUsage().rss;
    expect((await failureOf(() => decodeImages(bytes, 'bomb'))).code).toBe(code);
    expect(process.memoryUsage().rss - before).toBeLessThan(1024 * MEGABYTE);
  });

  it('of HDF5 is refused, whose numbers were never written', async () => {
    await h5wasm.ready;
    const path = join(home, 'empty.h5');
    const file = new h5wasm.File(path, 'w');
    const data = new Float64Array(10_000);
    const small = {
      name: 'a',
      data,
      shape: [1, 100, 100],
      maxshape: [null, null, null],
      chunks: [1, 100, 100],
    };
    file.create_dataset(small).resize([100_000, 8000, 8000]);
    file.close();
    expect((await failureOf(readImage(path))).code).toBe('file-damaged');
  });

  it('of CSV is refused: a quote that is never closed', async () => {
    const text = `id,label\n"${'x\n'.repeat(2 * MEGABYTE)}`;
    expect((await failureOf(readLabelLines(text, 'labels.csv'))).code).toBe('labels-line');
  });

  it('of names changes no object', async () => {
    const lines = await readLabelLines('id,__proto__\nconstructor,1\n__proto__,0\n', 'labels.csv');
    expect(lines.map(({ id }) => id)).toEqual(['constructor', '__proto__']);
    writeFileSync(join(home, 'x.fits'), fits(4, 4));
    expect(({} as Record<string, unknown>)['label']).toBeUndefined();
  });
});
