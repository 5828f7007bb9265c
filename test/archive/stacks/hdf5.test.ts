import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as h5wasm from 'h5wasm/node';
import { readImage } from '../../../src/archive/readers/index.js';
import { openHdf5 } from '../../../src/archive/stacks/hdf5.js';
import { GiqError } from '../../../src/diagnostics/diagnostic.js';
import type { StackOptions } from '../../../src/archive/stacks/index.js';
import { temporaryFolder } from '../create/support.js';
import { failureOf } from '../readers/support.js';

let work: { path: string; remove: () => void };
beforeEach(() => (work = temporaryFolder()));
afterEach(() => work.remove());

/** Writes data sets whose numbers count up from 0. */
async function write(sets: Readonly<Record<string, readonly number[]>>, unit?: string): Promise<string> {
  await h5wasm.ready;
  const path = join(work.path, 'a.h5');
  const file = new h5wasm.File(path, 'w');
  for (const [name, shape] of Object.entries(sets)) {
    const size = shape.reduce((product, length) => product * length, 1);
    const group = name.includes('/') ? file.create_group(name.split('/')[0]) : file;
    const data = Float32Array.from({ length: size }, (_, index) => index);
    const made = group.create_dataset({ name: name.split('/').at(-1)!, data, shape: [...shape] });
    if (unit !== undefined) made.create_attribute('unit', unit);
  }
  file.close();
  return path;
}

async function firstOf(path: string, position: number, options: StackOptions = {}) {
  const stack = await openHdf5(path, options);
  const image = await stack.read(position);
  await stack.close();
  return { count: stack.count, first: image.values[0], size: [image.height, image.width] };
}

describe('an HDF5 file', () => {
  it.each([
    [[4, 5], 0, {}, { count: 1, first: 0, size: [4, 5] }],
    [[3, 4, 5], 2, {}, { count: 3, first: 40, size: [4, 5] }],
    [[3, 1, 4, 5], 1, {}, { count: 3, first: 20, size: [4, 5] }],
    [[3, 4, 5], 0, { plane: 1 }, { count: 1, first: 20, size: [4, 5] }],
    [[2, 3, 4, 5], 1, { plane: 2 }, { count: 2, first: 100, size: [4, 5] }],
  ])('of shape %j gives image %i with %j', async (shape, position, options, expected) => {
    expect(await firstOf(await write({ data: shape }), position, options)).toEqual(expected);
  });

  it('is read where its only stack is, or where it is told', async () => {
    const path = await write({ axis: [9], mask: [4, 5], 'group/Br': [2, 4, 5], 'other/Bt': [3, 4, 5] });
    const ambiguous = await failureOf(openHdf5(path));
    expect([ambiguous.code, ambiguous.message]).toEqual([
      'dataset-ambiguous',
      expect.stringContaining('group/Br and other/Bt'),
    ]);
    expect((await firstOf(path, 0, { dataset: '/group/Br' })).count).toBe(2);
    const { code, hints } = await failureOf(openHdf5(path, { dataset: 'group/Bx' }));
    expect([code, hints]).toEqual(['dataset-missing', ['`group/Br` might be meant']]);
  });

  it('is scaled by the unit that it states', async () => {
    const stack = await openHdf5(await write({ data: [2, 2] }, 'kG'));
    expect([...(await stack.read(0)).values]).toEqual([0, 1000, 2000, 3000]);
  });

  it.each([
    ['without images', { axis: [9] }, {}, 'no-image'],
    ['with too many axes', { data: [2, 2, 2, 2] }, {}, 'no-image'],
    ['without the channel', { data: [2, 2, 2] }, { plane: 2 }, 'no-image'],
  ])('%s is refused', async (_, sets, options, code) => {
    expect((await failureOf(openHdf5(await write(sets), options))).code).toBe(code);
  });

  it('that is damaged is refused', async () => {
    const path = join(work.path, 'bad.h5');
    writeFileSync(path, '\x89HDF\r\n\x1a\nand then nothing of the sort', 'latin1');
    expect((await failureOf(openHdf5(path))).code).toBe('file-damaged');
  });
});

/** Found by scripts/fuzz-files.ts: the library fails while groups are listed, not only while pixels are read. */
describe('a damaged HDF5 file', () => {
  it('is damaged wherever the damage is', async () => {
    const path = await write({ a: [8, 8] });
    const whole = readFileSync(path);
    const outcomes = new Set<string>();
    for (let at = 8; at < whole.length; at += 31) {
      const bytes = Buffer.from(whole);
      bytes[at] ^= 0xff;
      writeFileSync(path, bytes);
      outcomes.add(await outcomeOf(path));
    }
    expect(outcomes).toContain('file-damaged');
  });
});

/** Anything that is no diagnostic is a bug, and goes through. */
async function outcomeOf(path: string): Promise<string> {
  try {
    await readImage(path);
    return 'images';
  } catch (error) {
    if (error instanceof GiqError) return error.diagnostics[0].code;
    throw error;
  }
}
