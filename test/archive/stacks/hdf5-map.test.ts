import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as h5wasm from 'h5wasm/node';
import { openHdf5 } from '../../../src/archive/stacks/hdf5.js';
import { archiveOf, openMade, temporaryFolder, valuesOf } from '../create/support.js';

const [WIDTH, HEIGHT] = [180, 90];
const SPOT = { longitude: 100, latitude: 20 };

let work: { path: string; remove: () => void };
beforeEach(() => (work = temporaryFolder()));
afterEach(() => work.remove());

const scale = (length: number, range: number) =>
  Float32Array.from({ length }, (_, at) => (range * at) / (length - 1));

/** Two spots of opposite polarity, 4° to the west and to the east of a point, in a map whose rows begin in the north. */
function field(at: number, frame: number): number {
  const longitude = (360 * (at % WIDTH)) / (WIDTH - 1);
  const latitude = 90 - (180 * Math.floor(at / WIDTH)) / (HEIGHT - 1);
  const spot = (from: number) =>
    Math.exp(-((longitude - SPOT.longitude - from) ** 2 + (latitude - SPOT.latitude) ** 2) / 18);
  return (600 + 40 * frame) * (spot(4) - spot(-4));
}

/** Maps as HipFT writes them: the data, and scales of longitude and colatitude in radians. */
async function writeMaps(frames: number, rows: Float32Array, flip: boolean): Promise<string> {
  await h5wasm.ready;
  const path = join(work.path, 'br_hmi_synoptic_cr2252_small.h5');
  const file = new h5wasm.File(path, 'w');
  const area = WIDTH * HEIGHT;
  const data = Float32Array.from({ length: frames * area }, (_, index) => {
    const [at, frame] = [index % area, Math.floor(index / area)];
    const row = Math.floor(at / WIDTH);
    return field(flip ? (HEIGHT - 1 - row) * WIDTH + (at % WIDTH) : at, frame);
  });
  const shape = frames === 1 ? [HEIGHT, WIDTH] : [frames, HEIGHT, WIDTH];
  file.create_dataset({ name: 'Data', data, shape });
  file.create_dataset({ name: 'dim1', data: scale(WIDTH, 2 * Math.PI) });
  file.create_dataset({ name: 'dim2', data: rows });
  file.close();
  return path;
}

describe('an HDF5 file with scales of longitude and colatitude', () => {
  it.each([
    ['from the north', 1, scale(HEIGHT, Math.PI), false],
    ['from the south', 1, scale(HEIGHT, Math.PI).reverse(), true],
    ['of several times', 3, scale(HEIGHT, Math.PI), false],
  ])('%s is cut into its regions', async (_, frames, rows, flip) => {
    const folder = join(work.path, 'out');
    await archiveOf([await writeMaps(frames, rows, flip)], folder);
    const archive = await openMade(folder);
    expect(archive.size).toBe(frames);
    expect(valuesOf(archive, 'cr')).toEqual(Array(frames).fill(2252));
    for (const crlon of valuesOf(archive, 'crlon'))
      expect(Math.abs(Number(crlon) - SPOT.longitude)).toBeLessThan(1);
    for (const lat of valuesOf(archive, 'lat')) expect(Math.abs(Number(lat) - SPOT.latitude)).toBeLessThan(1);
    const { pixels } = await archive.patch(0);
    const sum = (from: number) =>
      pixels.reduce((total, value, at) => total + (Math.floor((at % 128) / 64) === from ? value : 0), 0);
    expect([Math.sign(sum(0)), Math.sign(sum(1))]).toEqual([-1, 1]);
  });

  it('says that it is a map, and which end is north', async () => {
    const stack = await openHdf5(await writeMaps(1, scale(HEIGHT, Math.PI).reverse(), true));
    const { rowZero, warnings } = await stack.read(0);
    await stack.close();
    expect([rowZero, warnings.map(({ code }) => code)]).toEqual(['south', ['looks-synoptic']]);
  });

  it.each([
    ['that are uneven', scale(HEIGHT, Math.PI).map((value) => value ** 2 / Math.PI)],
    ['of a part of the Sun', scale(HEIGHT, Math.PI / 2)],
    ['of another length', scale(HEIGHT - 1, Math.PI)],
  ])('%s is no map', async (_, rows) => {
    const stack = await openHdf5(await writeMaps(1, rows, false));
    const { geometry, warnings } = await stack.read(0);
    await stack.close();
    expect([geometry, warnings]).toEqual([undefined, []]);
  });
});
