import { existsSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { randomStream } from '../../src/numeric/random.js';
import { measureBatch } from '../../src/physics/measure.js';
import { parameters } from '../../src/physics/parameters/index.js';
import { startMeasuringTeam } from '../../src/runtime/measuring-team.js';

/** Threads run what has been built. */
const SCRIPT = new URL('../../dist/runtime/measuring-worker.js', import.meta.url);
const [COUNT, SIZE] = [37, 32];
const names = parameters.map(({ name }) => name);

/** Noise of different strengths; the last patch has nothing to measure. */
function patches(): Float32Array {
  const random = randomStream(5, 0);
  return Float32Array.from({ length: COUNT * SIZE * SIZE }, (_, index) => {
    const patch = Math.floor(index / (SIZE * SIZE));
    return patch === COUNT - 1 ? 0 : (0.02 + 0.01 * patch) * random.normal();
  });
}

describe.skipIf(!existsSync(SCRIPT))('a measuring team (of what has been built)', () => {
  const stops: (() => Promise<void>)[] = [];
  afterAll(() => Promise.all(stops.map((stop) => stop())));

  it.each([1, 2, 3])('of %i threads gives the bits that one thread gives', async (count) => {
    const team = startMeasuringTeam(count, SCRIPT);
    stops.push(team.stop);
    const pixels = patches();
    const alone = measureBatch(pixels, COUNT, SIZE, names);
    const together = await team.measure(pixels, COUNT, SIZE, names);
    expect(new BigUint64Array(together.buffer)).toEqual(new BigUint64Array(alone.buffer));
    expect(together.filter((value) => !Number.isNaN(value)).length).toBeGreaterThan(300);
  });

  it('serves two tasks at once', async () => {
    const team = startMeasuringTeam(2, SCRIPT);
    stops.push(team.stop);
    const pixels = patches();
    const [flux, all] = await Promise.all([
      team.measure(pixels, COUNT, SIZE, ['TUF']),
      team.measure(pixels, COUNT, SIZE, names),
    ]);
    expect(flux).toEqual(measureBatch(pixels, COUNT, SIZE, ['TUF']));
    expect(all).toEqual(measureBatch(pixels, COUNT, SIZE, names));
  });

  it('tells what a thread throws', async () => {
    const team = startMeasuringTeam(1, SCRIPT);
    stops.push(team.stop);
    await expect(team.measure(new Float32Array(1024), 1, SIZE, ['NONE'])).rejects.toThrow('NONE');
  });
});
